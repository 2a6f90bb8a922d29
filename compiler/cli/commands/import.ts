import { resolve } from 'node:path';
import { importFault, importFaults } from '../../decompile/clean-import.ts';
import { decompile } from '../../decompile/decompile.ts';
import { programFile } from '../../decompile/layout/stack-files.ts';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { visible } from '../../diagnostics/visible.ts';
import type { Live, Manifest } from '../../model.ts';
import { planChanges } from '../../plan/plan.ts';
import { summarize } from '../../plan/summary.ts';
import { summaryLine } from '../../render/plan-text.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { importedFiles } from '../imported-files.ts';
import { withLedgerFile } from '../ledger-file.ts';
import { readLive } from '../live-source.ts';
import type { LedgerOption, SourceOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeStack } from '../write-stack.ts';

export interface ImportCommandOptions extends SourceOptions, LedgerOption, Omit<StackOptions, 'stack'> {
  readonly output: string;
  readonly stackName: string;
  readonly layout: 'tree' | 'single';
  readonly all?: boolean | undefined;
  readonly secrets: 'keep' | 'env';
  readonly force?: boolean | undefined;
}

/**
 * `plugboard import`: writes the program that declares what is there, or brings one that it wrote before up to date; and
 * proves it: the plan of what stands there then must have nothing to add, change or destroy.
 */
export async function importCommand(options: ImportCommandOptions, shell: Shell): Promise<ExitCode> {
  const folder = resolve(shell.workingDirectory, options.output);
  const before = options.force === true ? undefined : await importedFiles(folder);
  const read = await readLive(options, shell);
  const manifest = before && (await manifestOf({ ...options, stack: resolve(folder, programFile) }, shell));
  if (before !== undefined && manifest === undefined) return 1;
  // What the stack owns has the keys that it is owned by.
  const known = await withLedgerFile(read, options, manifest?.stack ?? options.stackName, shell);
  report(known.diagnostics, options.color, shell);
  if (hasErrors(known.diagnostics)) return 1;
  const { live } = known;
  const imported: Imported =
    before === undefined || manifest === undefined
      ? decompile(live, { ...options, all: options.all === true })
      : await importAgain(before, manifest, live, options);

  const { files, connections, diagnostics, removed = [] } = imported;
  const replaceable = options.force === true ? 'all' : before === undefined ? 'none' : 'imported';
  const written = await writeStack(folder, withoutSecrets(files, shell), replaceable, shell.workingDirectory);
  report(diagnostics, options.color, shell);
  for (const { file, what } of written) shell.out.write(`${what.padEnd(9)} ${visible(file)}\n`);
  for (const address of removed) shell.out.write(`removed   ${visible(address)}, which is gone from the server\n`);
  if (written.length === 0) shell.out.write('No file needs a change.\n');
  return closingPlan(live, folder, connections, options, shell);
}

const withoutSecrets = (files: ReadonlyMap<string, string>, { secrets }: Shell): ReadonlyMap<string, string> =>
  new Map([...files].map(([file, text]) => [file, secrets.redact(text)]));

type Imported = ReturnType<typeof decompile> & { readonly removed?: readonly string[] };

async function importAgain(
  files: ReadonlyMap<string, string>,
  manifest: Manifest,
  live: Live,
  options: ImportCommandOptions,
): Promise<Imported> {
  // It brings a TypeScript compiler of its own, which nothing else needs.
  const { mergeImport } = await import('../../decompile/merge/merge-import.ts');
  return mergeImport({ files, manifest }, live, { ...options, all: options.all === true });
}

/** Compiles what stands there now and plans it against the very state that it was made from. */
async function closingPlan(
  live: Live,
  folder: string,
  connections: number,
  options: ImportCommandOptions,
  shell: Shell,
): Promise<ExitCode> {
  const manifest = await manifestOf({ ...options, stack: resolve(folder, programFile) }, shell);
  if (manifest === undefined) {
    report([importFault('What was written does not compile.')], options.color, shell);
    return 1;
  }
  const { plan, diagnostics } = planChanges(manifest, live);
  // What stands in the way of changing the server says nothing about whether the program is right.
  const findings = diagnostics.filter(({ code }) => code !== 'PB514' && code !== 'PB519');
  const faults = [...findings, ...importFaults(plan, connections)];
  shell.out.write(`\n${summaryLine(summarize(plan), styleOf(shell, shell.out, options.color))}\n`);
  report(faults, options.color, shell);
  return hasErrors(faults) ? 1 : 0;
}
