import { Failure } from '../diagnostics/failure.ts';
import { appliedDigests } from '../ledger/applied.ts';
import type { ConnectionChange, LedgerEntry, LiveFeature, SentValue } from '../model.ts';
import type { ResolvedSecrets } from '../secrets/resolve.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import type { RestWriter } from './rest-writer.ts';

/** What one change needs to be made. */
export interface ConnectionContext {
  readonly writer: RestWriter;
  readonly ledger: LedgerWriter;
  readonly secrets: ResolvedSecrets;
  /** The id that the server gave to a declared connection which an earlier change made. */
  readonly idOf: (address: string) => string;
  /** What the ledger said of this connection when the plan was made. */
  readonly entry: LedgerEntry | undefined;
  /** The project's connections right now. */
  readonly now: readonly LiveFeature[];
}

/** Makes one change and gives the id of the connection afterwards; undefined where none is left. */
export async function applyConnection(
  change: ConnectionChange,
  context: ConnectionContext,
): Promise<string | undefined> {
  const { ledger, writer } = context;
  const { project, key, kind, featureId, properties } = change;
  switch (change.action) {
    case 'create':
      return create(change, context);
    case 'replace':
      if (featureId !== undefined) await writer.deleteFeature(project, featureId);
      return create(change, context);
    case 'delete':
      if (featureId !== undefined) await writer.deleteFeature(project, featureId);
      // What goes from an exclusive project never was in the ledger.
      if (change.reason !== 'exclusive-project') await ledger.remove(key);
      return undefined;
    case 'forget':
      await ledger.remove(key);
      return undefined;
    case 'adopt':
      // Owned first: an interruption between the two must not leave a changed connection that nobody owns.
      if (properties.length > 0) await ledger.record(key, { ...change.entry, kind, id: featureId, pending: true });
      await update(change, context);
      await record(change, context, featureId);
      return featureId;
    case 'update':
      await begin(change, context);
      await update(change, context);
      await record(change, context, featureId);
      return featureId;
    case 'move':
    case 'record':
      await record(change, context, featureId);
      return featureId;
  }
}

/** No two connections of one kind and one name are ever wanted in a project. */
const identity = ['providerType', 'displayName'];

async function create(change: ConnectionChange, context: ConnectionContext): Promise<string> {
  const { ledger, writer, now } = context;
  const { project, key, kind, displayName, featureId } = change;
  const before = now.map(({ id }) => id).filter((id) => id !== featureId);
  // The intent goes first. Found without an id, it says which connections were there before, so that the next run can
  // tell whether this one was made.
  await ledger.record(key, { kind, before, displayName });
  const properties = Object.fromEntries(
    change.properties.map(({ featureProperty, after }) => [featureProperty, plain(after ?? '', context)]),
  );
  let id: string;
  try {
    id = await writer.createFeature({ project, type: 'OAuthProvider', properties, before, identity });
  } catch (error) {
    // Left standing, the intent of what was never made would later claim what somebody else makes under that name.
    if (isRefusal(error)) await ledger.remove(key);
    throw error;
  }
  await record({ ...change, seen: undefined }, context, id);
  return id;
}

/** Whether the server understood the request and did not do it: then it is certain that nothing was made. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Failure && error.circumstances.status !== undefined && error.circumstances.outcome === 'not-done';

/** What differs from the ledger is our own work from here on. The revisions of secrets are still those that were sent. */
async function begin({ key, previousAddress }: ConnectionChange, { ledger, entry }: ConnectionContext): Promise<void> {
  if (entry !== undefined) await ledger.record(keyOf(previousAddress) ?? key, { ...entry, pending: true });
}

const keyOf = (address: string | undefined): string | undefined => address?.split('/')[1];

async function update(change: ConnectionChange, context: ConnectionContext): Promise<void> {
  const { writer } = context;
  const { project, featureId } = change;
  if (featureId === undefined) return;
  for (const { featureProperty, after } of change.properties) {
    if (after === undefined) await writer.removeProperty(project, featureId, featureProperty);
    else await writer.setProperty(project, featureId, featureProperty, plain(after, context));
  }
}

async function record(change: ConnectionChange, context: ConnectionContext, id: string | undefined): Promise<void> {
  const { entry, seen, key, properties, previousAddress } = change;
  if (entry === undefined) return;
  const sent = new Map(properties.map(({ featureProperty, after }) => [featureProperty, after]));
  const applied = appliedDigests(seen?.properties ?? {}, properties, (name) => {
    const value = sent.get(name);
    return value === undefined ? undefined : plain(value, context);
  });
  // A rotation sends secrets and nothing else: what was applied before stays on record, whatever was seen now.
  await context.ledger.record(key, { ...entry, id, applied: entry.applied ?? applied });
  const former = keyOf(previousAddress);
  if (former !== undefined) await context.ledger.remove(former);
}

function plain(value: SentValue, { secrets, idOf }: ConnectionContext): string {
  if (typeof value === 'string') return value;
  return 'connection' in value ? idOf(value.connection) : secrets.valueOf(value);
}
