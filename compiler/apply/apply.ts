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

  const site = (project: string): ProjectSite => ({
    ledger: ledgerWriter(options.writer, plan.stack, project, ownership.ledgers.get(project)),
    present: new Set(options.live.projects.find(({ id }) => id === project)?.connections.map(({ id }) => id)),
    isMissing: missing.has(project),
  });
  await applyConnections(plan.changes.filter(isConnectionChange), site, options, settle);
  const byChange = new Map(results.map((result) => [result.change, result]));
  return { results: plan.changes.flatMap((change) => byChange.get(change) ?? []) };
}

const isProjectChange = (change: Change): change is ProjectChange => change.target === 'project';

const isConnectionChange = (change: Change): change is ConnectionChange => change.target === 'connection';

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

/** A project while its connections are changed. */
interface ProjectSite {
  readonly ledger: LedgerWriter;
  /** Ids of the connections that are there. */
  readonly present: Set<string>;
  /** The project should have been created and was not. */
  readonly isMissing: boolean;
}

/**
 * A change waits for the one before it in its project, and for those that it depends on wherever they are. A plan has
 * these before it, so that nothing waits in a circle; and only what need not wait any more takes one of the places.
 */
async function applyConnections(
  changes: readonly ConnectionChange[],
  openSite: (project: string) => ProjectSite,
  options: ApplyOptions,
  settle: (result: ChangeResult) => void,
): Promise<void> {
  const limit = pLimit(options.concurrency);
  const sites = new Map<string, ProjectSite>();
  const lastIn = new Map<string, Promise<ChangeResult>>();
  const byAddress = new Map<string, Promise<ChangeResult>>();
  const ids = new Map<string, string>();

  const make = async (change: ConnectionChange, needed: readonly Promise<ChangeResult>[]): Promise<ChangeResult> => {
    const [site = openSite(change.project)] = [sites.get(change.project)];
    sites.set(change.project, site);
    await lastIn.get(change.project);
    const unmade = (await Promise.all(needed)).find(({ status }) => status !== 'done');
    const result = await limit(() => applyOne(change, site, unmade?.change, ids, options));
    settle(result);
    return result;
  };
  for (const change of changes) {
    const result = make(
      change,
      (change.dependsOn ?? []).flatMap((address) => byAddress.get(address) ?? []),
    );
    lastIn.set(change.project, result);
    byAddress.set(change.address, result);
  }
  await Promise.all(byAddress.values());
}

async function applyOne(
  change: ConnectionChange,
  { ledger, present, isMissing }: ProjectSite,
  unmade: Change | undefined,
  ids: Map<string, string>,
  { writer, secrets }: ApplyOptions,
): Promise<ChangeResult> {
  if (isMissing) return { change, status: 'not-tried', reason: `project \`${change.project}\` could not be created` };
  if (unmade !== undefined) {
    return { change, status: 'not-tried', reason: `\`${nameOf(unmade)}\`, which it depends on, could not be changed` };
  }
  const idOf = (address: string): string => ids.get(address) ?? '';
  try {
    const featureId = await applyConnection(change, { writer, ledger, secrets, idOf, present: [...present] });
    if (featureId !== undefined) {
      present.add(featureId);
      ids.set(change.address, featureId);
    }
    return { change, status: 'done', featureId };
  } catch (error) {
    return { change, status: 'failed', reason: reasonOf(error, secrets) };
  }
}

const nameOf = (change: Change): string => (change.target === 'project' ? change.id : change.address);

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
