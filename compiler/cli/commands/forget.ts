import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Failure, fail } from '../../diagnostics/failure.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import { entryText } from '../../ledger/ledger.ts';
import { type OwnedEntry, readOwnership } from '../../ledger/ownership.ts';
import { restReader } from '../../live/rest-reader.ts';
import type { Manifest } from '../../model.ts';
import { aftermathOf } from '../../plan/aftermath.ts';
import { forgetText, forgottenText } from '../../render/forget-text.ts';
import { approve } from '../approve.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { type KnownLive, withLedgerFile } from '../ledger-file.ts';
import { ledgersOf } from '../ledgers.ts';
import { serverAccess } from '../live-source.ts';
import type { SourceOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import type { StackLockOptions } from '../stack-lock.ts';
import { underLock } from '../under-lock.ts';

export interface ForgetCommandOptions extends StackOptions, SourceOptions, StackLockOptions {
  readonly autoApprove?: boolean | undefined;
}

/**
 * `plugboard forget ADDRESS`: gives up owning a connection and changes nothing else. It ends by saying what the next plan
 * will make of it, which it finds out by making one.
 */
export async function forgetCommand(address: string, options: ForgetCommandOptions, shell: Shell): Promise<ExitCode> {
  const access = serverAccess(options, shell);
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const { stack } = manifest;
  const reader = restReader(access);
  const readKnown = async (): Promise<KnownLive> => withLedgerFile(await reader.readLive(), options, stack, shell);
  const style = styleOf(shell, shell.out, options.color);

  const owned = ownedEntry(address, manifest, await readKnown());
  shell.out.write(forgetText(stack, address, owned, style));
  if (options.autoApprove !== true) await approve(stack, shell);
  await underLock({ access, stack, project: owned.project.id }, options, shell, async (writer) => {
    // Somebody may have been faster: it is looked at once more under the lock.
    const known = await readKnown();
    const { project, key, entry } = ownedEntry(address, manifest, known);
    if (entryText(entry) !== entryText(owned.entry)) throw changedMeanwhile(address);
    const ledger = readOwnership(known.live, stack).ledgers.get(project.id);
    const open = ledgersOf(known, writer, stack);
    await open(project.id, ledger).remove(key);
  });

  const { live } = await readKnown();
  if (readOwnership(live, stack).own.has(address)) {
    report([notForgotten(address)], options.color, shell);
    return 1;
  }
  shell.out.write(`\n${forgottenText(stack, address, aftermathOf(address, owned, manifest, live), style)}`);
  return 0;
}

/** Fails (PB518) where the stack owns nothing under this address. */
function ownedEntry(address: string, manifest: Manifest, { live }: KnownLive): OwnedEntry {
  const { own } = readOwnership(live, manifest.stack);
  const owned = own.get(address);
  if (owned !== undefined) return owned;
  const addresses = [...own.keys()];
  const [near] = nearNames(address, addresses);
  const isDeclared = manifest.connections.some((one) => one.address === address);
  throw fail('PB518', `Stack \`${manifest.stack}\` owns nothing under \`${address}\`.`, {
    notes: [...(isDeclared ? ['It is declared, but no apply has recorded it.'] : []), listOf(addresses)],
    ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
  });
}

function listOf(addresses: readonly string[]): string {
  if (addresses.length === 0) return 'It owns nothing on this server.';
  const shown = addresses.slice(0, 10).map((one) => `\`${one}\``);
  const more = addresses.length > shown.length ? ` and ${addresses.length - shown.length} more` : '';
  return `It owns ${shown.join(', ')}${more}.`;
}

const changedMeanwhile = (address: string): Failure =>
  fail('PB603', `What is recorded of \`${address}\` has changed meanwhile.`, {
    address,
    notes: ['Nothing was written.'],
    hint: 'Run the command again.',
  });

const notForgotten = (address: string): Diagnostic =>
  diagnostic('PB604', `\`${address}\` is still recorded as owned.`, {
    notes: ['The ledger took the change and shows something else, or somebody else has changed it meanwhile.'],
    hint: 'Run the command again.',
  });
