import pLimit from 'p-limit';
import { Failure, fail } from '../diagnostics/failure.ts';
import type { Change, ChangeResult, ConnectionChange, LedgerEntry } from '../model.ts';
import type { ApplyOptions } from './apply.ts';
import { applyConnection } from './apply-connection.ts';
import type { Halt } from './halt.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import { reasonOf } from './reason.ts';
import { demandAsPlanned } from './still-as-planned.ts';

/** A project while its connections are changed. */
export interface ProjectSite {
  readonly ledger: LedgerWriter;
  /** What the ledger said when the plan was made. By key. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
  /** Ids of the connections that the plan saw, and of those that were made since. */
  readonly known: Set<string>;
  /** The project should have been created and was not. */
  readonly isMissing: boolean;
}

/**
 * A change waits for the one before it in its project, and for those that it depends on wherever they are. A plan has
 * these before it, so that nothing waits in a circle; and only what need not wait any more takes one of the places.
 */
export async function applyConnections(
  changes: readonly ConnectionChange[],
  openSite: (project: string) => ProjectSite,
  options: ApplyOptions,
  halt: Halt,
  settle: (result: ChangeResult) => void,
): Promise<void> {
  const limit = pLimit(options.concurrency);
  const sites = new Map<string, ProjectSite>();
  const lastIn = new Map<string, Promise<ChangeResult>>();
  const byAddress = new Map<string, Promise<ChangeResult>>();
  const ids = new Map<string, string>();

  const make = async (change: ConnectionChange): Promise<ChangeResult> => {
    const site = sites.get(change.project) ?? openSite(change.project);
    sites.set(change.project, site);
    const needed = (change.dependsOn ?? []).flatMap((address) => byAddress.get(address) ?? []);
    await lastIn.get(change.project);
    const unmade = (await Promise.all(needed)).find(({ status }) => status !== 'done');
    const result = await limit(() => applyOne(change, site, unmade?.change, ids, options, halt));
    settle(result);
    return result;
  };
  const all = changes.map((change) => {
    const result = make(change);
    lastIn.set(change.project, result);
    byAddress.set(change.address, result);
    return result;
  });
  await Promise.all(all);
}

async function applyOne(
  change: ConnectionChange,
  { ledger, entries, known, isMissing }: ProjectSite,
  unmade: Change | undefined,
  ids: Map<string, string>,
  { writer, reader, secrets }: ApplyOptions,
  halt: Halt,
): Promise<ChangeResult> {
  const { project, address } = change;
  const reason = halt.reason();
  if (reason !== undefined) return { change, status: 'not-tried', reason };
  if (isMissing) return { change, status: 'not-tried', reason: `project \`${project}\` could not be created` };
  if (unmade !== undefined) {
    return { change, status: 'not-tried', reason: `\`${nameOf(unmade)}\`, which it depends on, could not be changed` };
  }
  const idOf = (target: string): string => {
    const id = ids.get(target);
    if (id === undefined) throw new Error(`the id of \`${target}\` is not known`);
    return id;
  };
  try {
    const now = (await reader.readFeatures(project))?.filter(({ type }) => type === 'OAuthProvider');
    if (now === undefined) throw fail('PB603', `Project \`${project}\` is no longer on the server.`, { address });
    demandAsPlanned(change, now, known);
    const entry = entries.get((change.previousAddress ?? address).split('/')[1] ?? '');
    const featureId = await applyConnection(change, { writer, ledger, entry, secrets, idOf, now });
    if (featureId !== undefined) {
      known.add(featureId);
      ids.set(address, featureId);
    }
    return { change, status: 'done', featureId };
  } catch (error) {
    if (error instanceof Failure) halt.consider(error);
    return { change, status: 'failed', reason: reasonOf(error, secrets.values) };
  }
}

const nameOf = (change: Change): string => (change.target === 'project' ? change.id : change.address);
