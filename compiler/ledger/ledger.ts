/**
 * What a stack owns on a server.
 *
 * The server is the only place that knows what is on it, so that is where the ledger lives: as a project feature of
 * type `plugboard` in every project that the stack owns a connection in, one for each stack. The server keeps features
 * of types that no plugin claims. Each entry is a property of its own, so that recording one is a single
 * `PUT .../properties/<name>` that cannot lose another, whoever else writes at the same time.
 *
 * An entry is written twice when a connection is created: before, as an intent without an id that names the
 * connections which were there already, and after, with the id that the server chose. Whoever finds an intent later
 * knows that a connection which matches and was not there before is this one. Before a connection is updated its entry
 * is marked as pending: whoever finds the mark knows that what differs from the ledger may be our own work.
 *
 * The ledger holds ids, kinds, and of secrets the revision numbers and keyed fingerprints. Never a secret.
 */
import { Failure, fail } from '../diagnostics/failure.ts';
import type { Ledger, LedgerEntry, LiveFeature, LiveProject } from '../model.ts';

/** The feature type of ledgers. */
export const ledgerType = 'plugboard';

const format = '1';
const prefix = 'connection:';

/**
 * Whether a value is an entry. A server with ten thousand connections has as many of them: to copy each costs ten times
 * as much as to look at it.
 */
export function isEntry(value: unknown): value is LedgerEntry {
  if (!isRecord(value)) return false;
  const { kind, id, before, displayName, protect, revisions, fingerprints, applied, pending } = value;
  return (
    isText(kind) &&
    (id === undefined || isText(id)) &&
    (before === undefined || (Array.isArray(before) && before.every(isText))) &&
    (displayName === undefined || isText(displayName)) &&
    (protect === undefined || protect === true) &&
    (revisions === undefined || holds(revisions, Number.isSafeInteger)) &&
    (fingerprints === undefined || holds(fingerprints, isText)) &&
    (applied === undefined || holds(applied, isText)) &&
    (pending === undefined || pending === true)
  );
}

const isText = (value: unknown): boolean => typeof value === 'string';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function holds(values: unknown, isRight: (value: unknown) => boolean): boolean {
  if (!isRecord(values)) return false;
  for (const name in values) if (!isRight(values[name])) return false;
  return true;
}

/** Name of the feature property that holds the entry of this key. */
export const entryName = (key: string): string => `${prefix}${key}`;

/** An entry as the text of its feature property. Equal entries give equal texts. */
export const entryText = ({ revisions, fingerprints, applied, ...entry }: LedgerEntry): string => {
  const { kind, id, before, displayName, protect, pending } = entry;
  const values = { revisions: byName(revisions), fingerprints: byName(fingerprints), applied: byName(applied) };
  return JSON.stringify({ kind, id, before, displayName, protect, ...values, pending });
};

/**
 * Whether two entries say the same of what is wanted. What was applied last is no part of that. It is asked of every
 * connection of a plan, so it makes no text of them.
 */
export function isSameEntry(a: LedgerEntry, b: LedgerEntry): boolean {
  if (a.kind !== b.kind || a.id !== b.id || a.protect !== b.protect || a.before !== b.before) return false;
  if (a.pending !== b.pending) return false;
  return isSame(a.revisions, b.revisions) && isSame(a.fingerprints, b.fingerprints);
}

type Values<Value> = Readonly<Record<string, Value>> | undefined;

function isSame<Value>(one: Values<Value> = {}, other: Values<Value> = {}): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

const byName = <Value>(values: Values<Value>): typeof values =>
  values && Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Properties of a ledger without entries. */
export function emptyLedger(stack: string, project: string): Readonly<Record<string, string>> {
  return { format, project, stack };
}

/** The name of the stack that a ledger feature belongs to; empty where it names none. */
export const ledgerStack = ({ properties }: LiveFeature): string => properties['stack'] ?? '';

/** The project that a ledger feature was written for. It is another one where the ledger was copied along with a project. */
export const writtenFor = ({ properties }: LiveFeature): string | undefined => properties['project'];

const readBefore = new WeakMap<LiveFeature, Ledger>();

/** Reads ledgers ahead of the passes that ask for them, while there is nothing else to do. What is wrong is theirs to say. */
export function readAhead(projects: readonly LiveProject[]): void {
  for (const project of projects) {
    for (const feature of project.ledgers) {
      try {
        readLedger(project, feature);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
    }
  }
}

/**
 * Reads a ledger. Fails (PB508) where it is damaged or of a newer format: going on would mean to forget what is owned.
 */
export function readLedger(project: LiveProject, feature: LiveFeature): Ledger {
  const before = readBefore.get(feature);
  if (before !== undefined && before.project === project.id) return before;
  const { stack = '', format: found } = feature.properties;
  if (found !== format) {
    const what = found === undefined ? 'names no format' : `has format \`${found}\``;
    throw fail(
      'PB508',
      `${nameOf(project.id, feature)} ${what} (property \`format\`); this version reads \`${format}\`.`,
      {
        notes: ['Nothing was written.'],
        hint: 'Use the version of Plugboard that wrote it, or a newer one.',
      },
    );
  }
  if (writtenFor(feature) === undefined) throw damaged(project, feature, 'project');
  const entries = new Map<string, LedgerEntry>();
  for (const [name, text] of Object.entries(feature.properties)) {
    if (!name.startsWith(prefix)) continue;
    const entry = readEntry(text);
    if (entry === undefined || name === prefix) throw damaged(project, feature, name);
    entries.set(name.slice(prefix.length), entry);
  }
  const ledger = { featureId: feature.id, stack, project: project.id, entries };
  readBefore.set(feature, ledger);
  return ledger;
}

function damaged({ id }: LiveProject, feature: LiveFeature, property: string): Failure {
  const place = `/app/rest/projects/id:${id}/projectFeatures/id:${feature.id}/properties/${encodeURIComponent(property)}`;
  return fail('PB508', `${nameOf(id, feature)} is damaged at property \`${property}\`.`, {
    notes: ['Nothing was written.'],
    hint: `Somebody changed it by hand. Restore the property at \`${place}\`, or delete it there and adopt the connection again.`,
  });
}

const nameOf = (project: string, feature: LiveFeature): string =>
  `The ledger of stack \`${ledgerStack(feature)}\` in project \`${project}\` (feature \`${feature.id}\`)`;

function readEntry(text: string): LedgerEntry | undefined {
  try {
    const entry: unknown = JSON.parse(text);
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}
