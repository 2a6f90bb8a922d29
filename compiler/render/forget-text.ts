import { quoted, visible } from '../diagnostics/visible.ts';
import type { MisplacedLedger, OwnedEntry } from '../ledger/ownership.ts';
import type { ConnectionChange } from '../model.ts';
import type { Aftermath } from '../plan/aftermath.ts';
import type { Style } from './style.ts';

/** What is about to be given up. */
export function forgetText(stack: string, address: string, { entry }: OwnedEntry, style: Style): string {
  const what = `${visible(entry.kind)}${entry.id === undefined ? ', no id recorded' : ` ${visible(entry.id)}`}`;
  const mark = entry.protect === true ? ' It is protected, which goes with the entry.' : '';
  return [
    `${style.bold(`# ${visible(address)} will be forgotten`)} (${what})`,
    `Stack ${quoted(stack)} gives up owning it. The connection itself stays as it is.${mark}`,
    '',
  ].join('\n');
}

/** What was given up, and what the next plan will make of it. */
export function forgottenText(stack: string, address: string, aftermath: Aftermath, style: Style): string {
  return [
    `${style.bold(`${visible(address)}: forgotten.`)} Stack ${quoted(stack)} no longer owns it.`,
    ...nextLines(aftermath),
    '',
  ].join('\n');
}

function nextLines({ isThere, changes, errors }: Aftermath): readonly string[] {
  if (errors.length > 0) {
    return errors.flatMap(({ code, message, hint }) => [
      `It is still declared, and the next plan will stop at it. ${code}: ${visible(message)}`,
      ...(hint === undefined ? [] : [visible(hint)]),
    ]);
  }
  if (changes.length > 0) return changes.map(nextLine);
  return isThere
    ? ['Nobody declares it: the next plan will count it as unmanaged and leave it alone.']
    : ['The server does not have it: nothing is left of it.'];
}

function nextLine({ action, project }: ConnectionChange): string {
  switch (action) {
    case 'create':
      return 'It is still declared: the next plan will create it anew.';
    case 'adopt':
      return 'It is still declared with an `adopt` line: the next plan will take it over again.';
    case 'delete':
      return `Project ${visible(project)} is exclusive and nobody declares it: the next plan will destroy it.`;
    default:
      return `The next plan will have a change for it (${action}).`;
  }
}

/** Ledgers that are about to be removed because they were written for other projects. */
export function copiesText(
  stack: string,
  copies: readonly MisplacedLedger[],
  goneProjects: readonly string[],
  style: Style,
): string {
  if (copies.length + goneProjects.length === 0)
    return `No ledger of stack ${quoted(stack)} stands in a wrong place.\n`;
  return [
    ...copies.map(
      ({ project, featureId, writtenFor }) =>
        `${style.red('  -')} ledger ${visible(featureId)} in ${visible(project)}, written for ${visible(writtenFor)}`,
    ),
    ...goneProjects.map((id) => `${style.red('  -')} entries of ${visible(id)}, which the server does not have`),
    '',
    'Nothing in them counts as owned. No connection is touched.',
    '',
  ].join('\n');
}
