import { Failure } from '../diagnostics/failure.ts';
import type { ConnectionChange, SentValue } from '../model.ts';
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
  /** Ids of the project's connections before this change. */
  readonly present: readonly string[];
}

/** Makes one change and gives the id of the connection afterwards; undefined where none is left. */
export async function applyConnection(
  change: ConnectionChange,
  context: ConnectionContext,
): Promise<string | undefined> {
  const { ledger, writer } = context;
  const { project, key, featureId } = change;
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
      await record(change, ledger, featureId);
      await update(change, context);
      return featureId;
    case 'update':
    case 'move':
    case 'record':
      await update(change, context);
      await record(change, ledger, featureId);
      return featureId;
  }
}

async function create(change: ConnectionChange, context: ConnectionContext): Promise<string> {
  const { ledger, writer, present } = context;
  // The intent goes first. Found without an id, it says which connections were there before, so that the next run can
  // tell whether this one was made.
  await ledger.record(change.key, { kind: change.kind, before: present, displayName: change.displayName });
  const properties = Object.fromEntries(
    change.properties.map(({ featureProperty, after }) => [featureProperty, plain(after ?? '', context)]),
  );
  let id: string;
  try {
    id = await writer.createFeature(change.project, 'OAuthProvider', properties);
  } catch (error) {
    // Left standing, the intent of what was never made would later claim what somebody else makes under that name.
    if (isRefusal(error)) await ledger.remove(change.key);
    throw error;
  }
  await record(change, ledger, id);
  return id;
}

/** Whether the server understood the request and did not do it: then it is certain that nothing was made. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Failure && error.diagnostics.every(({ code }) => ['PB402', 'PB403', 'PB407'].includes(code));

async function update(change: ConnectionChange, context: ConnectionContext): Promise<void> {
  const { writer } = context;
  const { project, featureId } = change;
  if (featureId === undefined) return;
  for (const { featureProperty, after } of change.properties) {
    if (after === undefined) await writer.removeProperty(project, featureId, featureProperty);
    else await writer.setProperty(project, featureId, featureProperty, plain(after, context));
  }
}

async function record(change: ConnectionChange, ledger: LedgerWriter, id: string | undefined): Promise<void> {
  if (change.entry === undefined) return;
  await ledger.record(change.key, { ...change.entry, id });
  const former = change.previousAddress?.split('/')[1];
  if (former !== undefined) await ledger.remove(former);
}

function plain(value: SentValue, { secrets, idOf }: ConnectionContext): string {
  if (typeof value === 'string') return value;
  return 'connection' in value ? idOf(value.connection) : secrets.valueOf(value);
}
