/**
 * What somebody changed on the server since the last apply.
 *
 * A difference between the program and the server alone does not tell who moved. The ledger does: it holds digests of
 * what was applied. Where the server still is as it was applied, a difference is the program's and belongs into a plan.
 * Where it is as the program says by now, nobody has anything to mend: only the ledger is behind, and
 * `plan --refresh-only` brings it up to date.
 */
import { authorPath } from '../kinds/author-path.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
import { movedValues } from '../ledger/moved-values.ts';
import { type OwnedEntry, type Ownership, readOwnership } from '../ledger/ownership.ts';
import type {
  ConnectionChange,
  Drift,
  DriftedProperty,
  DriftItem,
  Live,
  LiveFeature,
  Manifest,
  ManifestConnection,
} from '../model.ts';
import type { Planned } from './plan.ts';

/** Finds it. `planned` is what `apply` would do now, with replacements allowed. */
export function findDrift(manifest: Manifest, live: Live, planned: Planned): Drift {
  const ownership = readOwnership(live, manifest.stack);
  const remedies = remediesOf(planned);
  const declared = new Map(manifest.connections.map((one) => [one.address, one]));
  const kinds = kindsFor(manifest.kinds);
  const owned = [...ownership.own].filter(([, { entry }]) => entry.id !== undefined);
  const items = owned.flatMap(([address, own]) => {
    const item = driftOf(address, own, declared.get(address), kinds.named(own.entry.kind), live, ownership);
    return item === undefined ? [] : [{ ...item, ...remedies.of(address) }];
  });
  // One that was made anew is told already.
  const told = new Set(items.map(({ found }) => `${found?.project}/${found?.featureId}`));
  const additions = remedies.exclusive.filter(({ project, featureId }) => !told.has(`${project}/${featureId}`));
  const all = [...items, ...additions.map(added)];
  return {
    stack: manifest.stack,
    source: live.source,
    items: all.sort((a, b) => (a.address < b.address ? -1 : 1)),
    owned: owned.length,
  };
}

interface Remedies {
  readonly of: (address: string) => Pick<DriftItem, 'remedy' | 'refused'>;
  /** What goes because it stands in an exclusive project. */
  readonly exclusive: readonly ConnectionChange[];
}

function remediesOf({ plan, diagnostics }: Planned): Remedies {
  const changes = plan.changes.flatMap((change) => (change.target === 'connection' ? [change] : []));
  const actions = new Map(changes.map(({ address, action }) => [address, action]));
  const codes = new Map(
    diagnostics.flatMap(({ address, code, severity }) =>
      address === undefined || severity !== 'error' ? [] : [[address, code] as const],
    ),
  );
  return {
    of: (address) => ({ remedy: actions.get(address), refused: codes.get(address) }),
    exclusive: changes.filter(({ reason }) => reason === 'exclusive-project'),
  };
}

const added = ({ address, project, kind, displayName, featureId = '', action }: ConnectionChange): DriftItem => ({
  what: 'added',
  address,
  project,
  kind,
  displayName,
  featureId,
  properties: [],
  remedy: action,
});

function driftOf(
  address: string,
  { project, entry }: OwnedEntry,
  connection: ManifestConnection | undefined,
  kind: Kind | undefined,
  live: Live,
  ownership: Ownership,
): DriftItem | undefined {
  const { id: featureId = '' } = entry;
  const base = { address, project: project.id, kind: entry.kind, featureId };
  const now = project.connections.find(({ id }) => id === featureId);
  if (now === undefined) {
    const displayName = connection?.displayName ?? '';
    return { ...base, displayName, properties: [], ...whereabouts(base, displayName, kind, live, ownership) };
  }
  const properties = (movedValues(entry, now, kind) ?? [])
    .map((name) => drifted(name, now, connection, kind, ownership))
    .filter((one) => one !== undefined);
  if (properties.length === 0) return undefined;
  const isName = properties.every(({ featureProperty }) => featureProperty === 'displayName');
  const displayName = now.properties['displayName'] ?? '';
  return { ...base, displayName, properties, what: isName ? 'renamed' : 'edited' };
}

/** Undefined where the value is what the program says by now. */
function drifted(
  name: string,
  now: LiveFeature,
  connection: ManifestConnection | undefined,
  kind: Kind | undefined,
  { own }: Ownership,
): DriftedProperty | undefined {
  const wanted = connection?.properties[name];
  const target = typeof wanted === 'object' && 'connection' in wanted ? own.get(wanted.connection) : undefined;
  const declared = typeof wanted === 'string' ? wanted : target?.entry.id;
  const live = now.properties[name];
  const sensitive = name.startsWith('secure:');
  if (!sensitive && connection !== undefined && (declared ?? '') === (live ?? '')) return undefined;
  const property = authorPath(kind, name);
  return sensitive
    ? { property, featureProperty: name, sensitive }
    : { property, featureProperty: name, declared, live, sensitive };
}

/** What became of a connection that is not where it was. */
function whereabouts(
  { project, featureId }: Pick<DriftItem, 'project' | 'featureId'>,
  displayName: string,
  kind: Kind | undefined,
  { projects }: Live,
  ownership: Ownership,
): Pick<DriftItem, 'what' | 'found'> {
  const isKind = ({ properties }: LiveFeature): boolean =>
    kind?.providerType === undefined || properties['providerType'] === kind.providerType;
  const found = (where: string, id: string): DriftItem['found'] => ({
    project: where,
    featureId: id,
    owner: ownership.ownerOf(where, id),
  });
  const elsewhere = projects.find(
    ({ id, connections }) => id !== project && connections.some((one) => one.id === featureId && isKind(one)),
  );
  if (elsewhere !== undefined) return { what: 'moved', found: found(elsewhere.id, featureId) };
  const alike = projects
    .find(({ id }) => id === project)
    ?.connections.find(
      (one) =>
        isKind(one) &&
        one.properties['displayName'] === displayName &&
        ownership.ownerOf(project, one.id) === undefined,
    );
  return alike === undefined ? { what: 'deleted' } : { what: 'recreated', found: found(project, alike.id) };
}
