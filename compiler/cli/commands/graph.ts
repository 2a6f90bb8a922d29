import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic.ts';
import { fail } from '../../diagnostics/failure.ts';
import { liveManifest } from '../../live/live-manifest.ts';
import type { Manifest } from '../../model.ts';
import { planChanges } from '../../plan/plan.ts';
import { readTouched, type Touched } from '../../plan/touched.ts';
import { graphOf } from '../../render/graph/graph-of.ts';
import { type GraphFormat, graphText } from '../../render/graph/graph-text.ts';
import { subtreeOf } from '../../render/graph/subgraphs.ts';
import { touchedGraph } from '../../render/graph/touched-graph.ts';
import { manifestOf } from '../compile-stack.ts';
import { unknownProject } from '../known-project.ts';
import { withLedgerFile } from '../ledger-file.ts';
import { readLive } from '../live-source.ts';
import type { LedgerOption, SourceOptions, StackOptions } from '../options.ts';
import { report } from '../report.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeProduct } from '../write-product.ts';

export interface GraphCommandOptions extends StackOptions, SourceOptions, LedgerOption {
  readonly format: GraphFormat;
  readonly output?: string | undefined;
  readonly force?: boolean | undefined;
  readonly plan?: string | undefined;
  readonly changed?: boolean | undefined;
}

/**
 * `plugboard graph [PROJECT]`: projects and connections, all or what is below a project, or only what a plan touches. Of
 * the stack, or where a source of live state is named, of what is there now.
 */
export async function graphCommand(
  project: string | undefined,
  options: GraphCommandOptions,
  shell: Shell,
): Promise<ExitCode> {
  const isNamed = [options.server, options.dataDir, options.snapshot].some((source) => source !== undefined);
  // What changes is what differs from the live state; the projects are the stack's.
  const isLive = isNamed && options.changed !== true;
  const saved = options.plan === undefined ? undefined : await savedChanges(options.plan, shell);
  const manifest = isLive ? liveManifest(await readLive(options, shell)) : await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const unknown = project === undefined ? undefined : unknownProject(project, manifest, isLive);
  if (unknown !== undefined) throw unknown;
  if (saved !== undefined && !isLive && saved.stack !== manifest.stack) {
    throw fail('PB507', `The plan is one of stack \`${saved.stack}\`, and this is stack \`${manifest.stack}\`.`);
  }
  const changes = options.changed
    ? await plannedChanges(manifest, options, shell)
    : ({ touched: saved?.changes, code: 0 } as const);
  const all = graphOf(manifest);
  const touched = changes.touched === undefined ? all : touchedGraph(all, changes.touched, manifest.kinds);
  const graph = project === undefined ? touched : subtreeOf(touched, project);
  writeProduct(
    shell,
    { product: 'graph', file: options.output, force: options.force },
    graphText(graph, options.format),
  );
  return changes.code;
}

async function savedChanges(file: string, shell: Shell): Promise<ReturnType<typeof readTouched>> {
  let text: string;
  try {
    text = await readFile(resolve(shell.workingDirectory, file), 'utf8');
  } catch {
    throw fail('PB507', `The plan file \`${file}\` cannot be read.`, {
      hint: 'Make one with `plugboard plan -o FILE`.',
    });
  }
  return readTouched(text);
}

/** What a plan made now would change. With errors in it, it is drawn all the same, as `plan` shows it all the same. */
async function plannedChanges(
  manifest: Manifest,
  options: GraphCommandOptions,
  shell: Shell,
): Promise<{ readonly touched: readonly Touched[]; readonly code: ExitCode }> {
  const known = await withLedgerFile(await readLive(options, shell), options, manifest.stack, shell);
  const { plan, diagnostics: findings } = planChanges(manifest, known.live);
  const diagnostics = [...known.diagnostics, ...findings];
  report(diagnostics, options.color, shell);
  return { touched: plan.changes, code: hasErrors(diagnostics) ? 1 : 0 };
}
