import pLimit from 'p-limit';
import type { Change, ChangeResult, ConnectionChange } from '../model.ts';
import type { ApplyOptions } from './apply.ts';
import { applyConnection } from './apply-connection.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import { reasonOf, stopped } from './reason.ts';

/** A project while its connections are changed. */
export interface ProjectSite {
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
export async function applyConnections(
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

  const make = async (change: ConnectionChange): Promise<ChangeResult> => {
    const site = sites.get(change.project) ?? openSite(change.project);
    sites.set(change.project, site);
    const needed = (change.dependsOn ?? []).flatMap((address) => byAddress.get(address) ?? []);
    await lastIn.get(change.project);
    const unmade = (await Promise.all(needed)).find(({ status }) => status !== 'done');
    const result = await limit(() => applyOne(change, site, unmade?.change, ids, options));
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
  { ledger, present, isMissing }: ProjectSite,
  unmade: Change | undefined,
  ids: Map<string, string>,
  { writer, secrets, stop }: ApplyOptions,
): Promise<ChangeResult> {
  if (stop?.aborted) return { change, status: 'not-tried', reason: stopped };
  if (isMissing) return { change, status: 'not-tried', reason: `project \`${change.project}\` could not be created` };
  if (unmade !== undefined) {
    return { change, status: 'not-tried', reason: `\`${nameOf(unmade)}\`, which it depends on, could not be changed` };
  }
  const idOf = (address: string): string => {
    const id = ids.get(address);
    if (id === undefined) throw new Error(`the id of \`${address}\` is not known`);
    return id;
  };
  try {
    const featureId = await applyConnection(change, { writer, ledger, secrets, idOf, present: [...present] });
    if (featureId !== undefined) {
      present.add(featureId);
      ids.set(change.address, featureId);
    }
    return { change, status: 'done', featureId };
  } catch (error) {
    return { change, status: 'failed', reason: reasonOf(error, secrets.values) };
  }
}

const nameOf = (change: Change): string => (change.target === 'project' ? change.id : change.address);
