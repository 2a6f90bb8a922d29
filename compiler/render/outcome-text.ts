import type { ChangeResult, ConnectionChange, Outcome } from '../model.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';

const done: Readonly<Record<ConnectionChange['action'], string>> = {
  create: 'created',
  update: 'updated',
  delete: 'destroyed',
  replace: 'replaced',
  adopt: 'imported',
  move: 'moved',
  record: 'recorded',
  forget: 'forgotten',
};

/** One line for a change as it happens. */
export function resultLine(result: ChangeResult, style: Style): string {
  const { change } = result;
  const name = visible(change.target === 'project' ? change.id : change.address);
  if (result.status === 'failed') return `${style.red(`${name}: failed:`)} ${visible(result.reason)}`;
  if (result.status === 'not-tried') return `${style.yellow(`${name}: not tried:`)} ${visible(result.reason)}`;
  const id = result.featureId === undefined ? '' : ` [id=${visible(result.featureId)}]`;
  return `${name}: ${change.target === 'project' && change.action === 'update' ? 'renamed' : done[change.action]}${id}`;
}

/** What an apply came to. It counts what was done, not what was attempted. */
export function outcomeText({ results }: Outcome, style: Style): string {
  const count = (...actions: readonly ChangeResult['change']['action'][]): number =>
    results.filter(({ status, change }) => status === 'done' && actions.includes(change.action)).length;
  const imported = count('adopt');
  const counts = [
    ...(imported > 0 ? [`${imported} imported`] : []),
    `${count('create', 'replace')} added`,
    `${count('update')} changed`,
    `${count('delete', 'replace')} destroyed`,
  ].join(', ');
  const failed = results.filter(({ status }) => status === 'failed').length;
  const left = results.filter(({ status }) => status === 'not-tried').length;
  if (failed === 0 && left === 0) return `${style.bold(style.green('Apply complete!'))} Resources: ${counts}.\n`;
  return `${style.bold(style.red('Apply incomplete.'))} Resources: ${counts}; ${failed} failed, ${left} not tried.\n`;
}
