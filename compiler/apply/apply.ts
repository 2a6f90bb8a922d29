import { Failure } from '../diagnostics/failure.ts';
import { readOwnership } from '../ledger/ownership.ts';
import type { Change, ChangeResult, ConnectionChange, Live, Outcome, Plan, ProjectChange } from '../model.ts';
import type { ResolvedSecrets } from '../secrets/resolve.ts';
import { applyConnections, type ProjectSite } from './apply-connections.ts';
import { type Halt, haltOn } from './halt.ts';
import { type OpenLedger, serverLedgers } from './ledger-writer.ts';
import type { Patience } from './persist.ts';
import { reasonOf } from './reason.ts';
import type { RestWriter } from './rest-writer.ts';
import { type Look, steadyWriter } from './steady-writer.ts';

export interface ApplyOptions {
  readonly writer: RestWriter;
  /** Looks at a project right before something in it is changed. */
  readonly reader: Look;
  /** The live state that the plan was made from. */
  readonly live: Live;
  readonly secrets: ResolvedSecrets;
  /** Where ledgers are kept; on the server unless given. */
  readonly openLedger?: OpenLedger | undefined;
  /** Projects that are changed at the same time. */
  readonly concurrency: number;
  /** Told of every result as it comes. */
  readonly onResult: (result: ChangeResult) => void;
  readonly patience: Patience;
  /** Once aborted, no further change is begun; those under way are finished and recorded. */
  readonly stop?: AbortSignal | undefined;
}

/**
 * Makes the changes of a plan. Projects come first, parents before children; then connections, several projects at a
 * time and within a project in order. A failed change stops only what depends on it: a project that could not be made,
 * all that is in it or below it; a connection, those that refer to it.
 */
export async function applyPlan(plan: Plan, given: ApplyOptions): Promise<Outcome> {
  const options = { ...given, writer: steadyWriter(given.writer, given.reader, given.patience) };
  const halt = haltOn(options.stop);
  const results: ChangeResult[] = [];
  const settle = (result: ChangeResult): void => {
    results.push(result);
    options.onResult(result);
  };
  const ownership = readOwnership(options.live, plan.stack);
  const missing = await applyProjects(plan.changes.filter(isProjectChange), options, halt, settle);

  const openLedger = options.openLedger ?? serverLedgers(options.writer, plan.stack);
  const site = (project: string): ProjectSite => ({
    ledger: openLedger(project, ownership.ledgers.get(project)),
    entries: ownership.ledgers.get(project)?.entries ?? new Map(),
    known: new Set(options.live.projects.find(({ id }) => id === project)?.connections.map(({ id }) => id)),
    isMissing: missing.has(project),
  });
  await applyConnections(plan.changes.filter(isConnectionChange), site, options, halt, settle);
  const byChange = new Map(results.map((result) => [result.change, result]));
  return { results: plan.changes.flatMap((change) => byChange.get(change) ?? []) };
}

const isProjectChange = (change: Change): change is ProjectChange => change.target === 'project';

const isConnectionChange = (change: Change): change is ConnectionChange => change.target === 'connection';

/** Gives the projects that should be there now and are not. */
async function applyProjects(
  changes: readonly ProjectChange[],
  { writer, secrets }: ApplyOptions,
  halt: Halt,
  settle: (result: ChangeResult) => void,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const change of changes) {
    const reason = halt.reason();
    if (reason !== undefined) {
      settle({ change, status: 'not-tried', reason });
      continue;
    }
    if (missing.has(change.parent)) {
      missing.add(change.id);
      settle({ change, status: 'not-tried', reason: `its parent \`${change.parent}\` could not be created` });
      continue;
    }
    try {
      if (change.action === 'create') await writer.createProject(change);
      else await writer.renameProject(change.id, change.name);
      settle({ change, status: 'done' });
    } catch (error) {
      if (error instanceof Failure) halt.consider(error);
      if (change.action === 'create') missing.add(change.id);
      settle({ change, status: 'failed', reason: reasonOf(error, secrets.values) });
    }
  }
  return missing;
}
