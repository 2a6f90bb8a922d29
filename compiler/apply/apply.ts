import pLimit from 'p-limit';
import { Failure } from '../diagnostics/failure.ts';
import { readOwnership } from '../ledger/ownership.ts';
import type { Change, ChangeResult, ConnectionChange, Live, Outcome, Plan, ProjectChange } from '../model.ts';
import { redact } from '../secrets/redact.ts';
import type { ResolvedSecrets } from '../secrets/resolve.ts';
import { applyConnection } from './apply-connection.ts';
import { type LedgerWriter, ledgerWriter } from './ledger-writer.ts';
import type { RestWriter } from './rest-writer.ts';

export interface ApplyOptions {
  readonly writer: RestWriter;
  /** The live state that the plan was checked against, just now. */
  readonly live: Live;
  readonly secrets: ResolvedSecrets;
  /** Projects that are changed at the same time. */
  readonly concurrency: number;
  /** Told of every result as it comes. */
  readonly onResult: (result: ChangeResult) => void;
}

/**
 * Makes the changes of a plan. Projects come first, parents before children; then connections, several projects at a
 * time and within a project in order. A failed change stops only what depends on it: a project that could not be made,
 * all that is in it or below it.
 */
export async function applyPlan(plan: Plan, options: ApplyOptions): Promise<Outcome> {
  const results: ChangeResult[] = [];
  const settle = (result: ChangeResult): void => {
    results.push(result);
    options.onResult(result);
  };
  const ownership = readOwnership(options.live, plan.stack);
  const missing = await applyProjects(plan.changes.filter(isProjectChange), options, settle);

  const limit = pLimit(options.concurrency);
  await Promise.all(
    [...groupByProject(plan.changes)].map(([project, changes]) =>
      limit(() => {
        const ledger = ledgerWriter(options.writer, plan.stack, project, ownership.ledgers.get(project));
        return applyInProject({ project, changes, ledger, isMissing: missing.has(project) }, options, settle);
      }),
    ),
  );
  const byChange = new Map(results.map((result) => [result.change, result]));
  return { results: plan.changes.flatMap((change) => byChange.get(change) ?? []) };
}

const isProjectChange = (change: Change): change is ProjectChange => change.target === 'project';

function groupByProject(changes: readonly Change[]): ReadonlyMap<string, readonly ConnectionChange[]> {
  const groups = new Map<string, ConnectionChange[]>();
  for (const change of changes) {
    if (change.target !== 'connection') continue;
    const group = groups.get(change.project);
    if (group === undefined) groups.set(change.project, [change]);
    else group.push(change);
  }
  return groups;
}

/** Gives the projects that should be there now and are not. */
async function applyProjects(
  changes: readonly ProjectChange[],
  { writer, secrets }: ApplyOptions,
  settle: (result: ChangeResult) => void,
): Promise<ReadonlySet<string>> {
  const missing = new Set<string>();
  for (const change of changes) {
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
      if (change.action === 'create') missing.add(change.id);
      settle({ change, status: 'failed', reason: reasonOf(error, secrets) });
    }
  }
  return missing;
}

interface ProjectShare {
  readonly project: string;
  readonly changes: readonly ConnectionChange[];
  readonly ledger: LedgerWriter;
  /** The project should have been created and was not. */
  readonly isMissing: boolean;
}

async function applyInProject(
  { project, changes, ledger, isMissing }: ProjectShare,
  { writer, live, secrets }: ApplyOptions,
  settle: (result: ChangeResult) => void,
): Promise<void> {
  const present = new Set(live.projects.find(({ id }) => id === project)?.connections.map(({ id }) => id));
  for (const change of changes) {
    if (isMissing) {
      settle({ change, status: 'not-tried', reason: `project \`${project}\` could not be created` });
      continue;
    }
    try {
      const featureId = await applyConnection(change, { writer, ledger, secrets, present: [...present] });
      if (featureId !== undefined) present.add(featureId);
      settle({ change, status: 'done', featureId });
    } catch (error) {
      settle({ change, status: 'failed', reason: reasonOf(error, secrets) });
    }
  }
}

/** What the server said, without any secret that it may have quoted. */
function reasonOf(error: unknown, secrets: ResolvedSecrets): string {
  const text =
    error instanceof Failure
      ? error.diagnostics.flatMap(({ message, notes }) => [message, ...(notes ?? [])]).join(' ')
      : error instanceof Error
        ? error.message
        : 'unknown reason';
  return redact(text, secrets.values);
}
