import { resolve } from 'node:path';
import { compile } from '../../compile.ts';
import { decompile } from '../../decompile/decompile.ts';
import { programFile } from '../../decompile/layout/stack-files.ts';
import { type Diagnostic, diagnostic, hasErrors } from '../../diagnostics/diagnostic.ts';
import type { Change, Live, Plan } from '../../model.ts';
import { planChanges } from '../../plan/plan.ts';
import { summarize } from '../../plan/summary.ts';
import { diagnosticsText } from '../../render/diagnostics-text.ts';
import { maskSecrets } from '../../render/mask-secrets.ts';
import { summaryLine } from '../../render/plan-text.ts';
import { visible } from '../../render/visible.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { importedFiles } from '../imported-files.ts';
import { readLive } from '../live-source.ts';
import type { SourceOptions } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeStack } from '../write-stack.ts';

export interface ImportCommandOptions extends SourceOptions {
  readonly output: string;
  readonly stackName: string;
  readonly layout: 'tree' | 'single';
  readonly all?: boolean | undefined;
  readonly secrets: 'keep' | 'env';
  readonly force?: boolean | undefined;
  readonly color?: boolean | undefined;
}

/**
 * `plugboard import`: writes the program that declares what is there, and proves it: the plan of what was written must
 * have nothing to add, change or destroy.
 */
export async function importCommand(options: ImportCommandOptions, shell: Shell): Promise<ExitCode> {
  const folder = resolve(shell.workingDirectory, options.output);
  const stackFile = resolve(folder, programFile);
  const live = await readLive(options, shell);
  const wanted = { ...options, all: options.all === true };
  const before = options.force === true ? undefined : await importedFiles(folder);
  if (before === undefined) {
    const { files, connections, diagnostics } = decompile(live, wanted);
    const written = await writeStack(folder, files, options.force === true);
    report(diagnostics, options.color, shell);
    for (const { file, what } of written) shell.out.write(`${what.padEnd(9)} ${visible(file)}\n`);
    return closingPlan(live, stackFile, connections, options, shell);
  }
  const manifest = await manifestOf({ stack: stackFile, input: {}, color: options.color }, shell);
  if (manifest === undefined) return 1;
  // It brings a TypeScript compiler of its own, which nothing else needs.
  const { mergeImport } = await import('../../decompile/merge/merge-import.ts');
  const { files, connections, diagnostics, removed } = mergeImport({ files: before, manifest }, live, wanted);
  const written = await writeStack(folder, files, false);
  report(diagnostics, options.color, shell);
  for (const { file, what } of written) shell.out.write(`${what.padEnd(9)} ${visible(file)}\n`);
  for (const address of removed) shell.out.write(`removed   ${visible(address)}, which is gone from the server\n`);
  if (written.length === 0) shell.out.write('No file needs a change.\n');
  return closingPlan(live, stackFile, connections, options, shell);
}

/** Compiles what was written and plans it against the very state that it was made from. */
async function closingPlan(
  live: Live,
  stackFile: string,
  connections: number,
  { color }: ImportCommandOptions,
  shell: Shell,
): Promise<ExitCode> {
  const { manifest, diagnostics, sourceOf, plainSecrets, kinds } = await compile({ stackFile, inputs: {} });
  const context = { lookup: sourceOf, mask: maskSecrets(plainSecrets, kinds) };
  shell.err.write(diagnosticsText(diagnostics, context, styleOf(shell, shell.err, color)));
  if (manifest === undefined) {
    report([notClean('What was written does not compile.')], color, shell);
    return 1;
  }
  const planned = planChanges(manifest, live);
  const faults = [...planned.diagnostics, ...differences(planned.plan, connections)];
  shell.out.write(`\n${summaryLine(summarize(planned.plan), styleOf(shell, shell.out, color))}\n`);
  report(faults, color, shell);
  return hasErrors(faults) ? 1 : 0;
}

function differences(plan: Plan, connections: number): readonly Diagnostic[] {
  const left = plan.changes.filter((change) => !isTakenOver(change)).map(difference);
  const found = plan.changes.filter(isTakenOver).length + plan.unchanged;
  return left.length > 0 || found === connections
    ? left
    : [notClean(`${connections} connections were read, and the plan speaks of ${found}.`)];
}

/** Adopting writes the ledger and nothing else, as long as no property differs. */
const isTakenOver = (change: Change): boolean =>
  change.target === 'connection' &&
  (['move', 'record'].includes(change.action) || (change.action === 'adopt' && change.properties.length === 0));

function difference(change: Change): Diagnostic {
  const name = change.target === 'project' ? `Project \`${change.id}\`` : `\`${change.address}\``;
  const properties = change.target === 'project' ? [] : change.properties.map(({ property }) => `\`${property}\``);
  const what = properties.length === 0 ? '' : `: ${properties.join(', ')}`;
  return notClean(`${name} is not as on the server (\`${change.action}\`)${what}.`);
}

const notClean = (message: string): Diagnostic =>
  diagnostic('PB118', message, {
    notes: ['The files were written; nothing was changed on the server.'],
    hint: 'Look at `plugboard plan` and mend the program by hand. If nobody has edited it, please report this.',
  });
