import { visible } from '../../diagnostics/visible.ts';
import { type MisplacedLedger, readOwnership } from '../../ledger/ownership.ts';
import { restReader } from '../../live/rest-reader.ts';
import { copiesText } from '../../render/forget-text.ts';
import { approve } from '../approve.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { type KnownLive, withLedgerFile } from '../ledger-file.ts';
import { ledgersOf } from '../ledgers.ts';
import { serverAccess } from '../live-source.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { underLock } from '../under-lock.ts';
import type { ForgetCommandOptions } from './forget.ts';

/**
 * `plugboard forget --copies`: removes ledgers of the stack that were copied along with a project, or whose project got
 * another id, and entries of a ledger file whose project is gone. The server's own pages do not show such features.
 */
export async function forgetCopiesCommand(options: ForgetCommandOptions, shell: Shell): Promise<ExitCode> {
  const access = serverAccess(options, shell);
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const { stack } = manifest;
  const style = styleOf(shell, shell.out, options.color);
  const reader = restReader(access);
  const readKnown = async (): Promise<KnownLive> => withLedgerFile(await reader.readLive(), options, stack, shell);
  const { copies, gone } = leftoversOf(await readKnown(), stack);
  shell.out.write(copiesText(stack, copies, [...gone.keys()], style));
  const [home] = [...copies.map(({ project }) => project), ...(gone.size > 0 ? ['_Root'] : [])];
  if (home === undefined) return 0;
  if (options.autoApprove !== true) await approve(stack, shell);
  await underLock({ access, stack, project: home }, options, shell, async (writer) => {
    const known = await readKnown();
    const left = leftoversOf(known, stack);
    for (const { project, featureId } of left.copies) {
      await writer.deleteFeature(project, featureId);
      shell.out.write(`${visible(project)}: ledger ${visible(featureId)} removed\n`);
    }
    const open = ledgersOf(known, writer, stack);
    for (const [project, keys] of left.gone) {
      for (const key of keys) await open(project, undefined).remove(key);
      shell.out.write(`${visible(project)}: entries removed\n`);
    }
  });
  return 0;
}

/** What stands where it does not count. */
interface Leftovers {
  readonly copies: readonly MisplacedLedger[];
  /** Keys of the ledger file by project, of projects that the server does not have. */
  readonly gone: ReadonlyMap<string, readonly string[]>;
}

const leftoversOf = (known: KnownLive, stack: string): Leftovers => ({
  copies: readOwnership(known.live, stack).misplaced.filter((one) => one.stack === stack),
  gone: goneProjects(known),
});

function goneProjects({ live, ledgerFile }: KnownLive): ReadonlyMap<string, readonly string[]> {
  const present = new Set(live.projects.map(({ id }) => id));
  const projects = [...(ledgerFile?.content.projects ?? [])].filter(([id]) => !present.has(id));
  return new Map(projects.map(([id, entries]) => [id, [...entries.keys()]]));
}
