import { parentsFirst } from '../../flatten/parents-first.ts';
import { emptyLedger, entryName, entryText, ledgerType } from '../../ledger/ledger.ts';
import type { FeatureValue, LiveFeature, LiveProject, Manifest, ManifestConnection } from '../../model.ts';
import { ledgerEntry } from '../property-changes.ts';
import { type Predecessors, predecessors } from './predecessors.ts';
import { isSamePlace, isSecret } from './secret-references.ts';

const rootId = '_Root';

/**
 * A server that is as one manifest declares, as far as another one can ask of it: what neither declares (parents outside
 * the stack, connections to adopt) is there where the later one names it. Ids are addresses, unless an author gave one.
 */
export function manifestLive(from: Manifest, to: Manifest): readonly LiveProject[] {
  const before = predecessors(from, to);
  const idOf = featureIds(from, before);
  const own = byProject(from.connections);
  const adopted = byProject(to.connections.filter(({ adopt }) => adopt !== undefined));
  const projects = from.projects.map(({ id, name, parent }): LiveProject => {
    const connections = own.get(id) ?? [];
    const features = connections.map((one) => feature(idOf(one.address), one.properties, idOf));
    return {
      ...emptyProject(id, parent),
      name: name ?? id,
      connections: [...features, ...adoptable(adopted.get(id) ?? [], features)],
      ledgers: connections.length === 0 ? [] : [ledger(to.stack, id, connections, features, before)],
    };
  });
  return parentsFirst([...outside(from, to, adopted), ...projects]);
}

/** What stands for itself wherever it is named: the id that the author gave, sooner or later, or else the address. */
function featureIds({ connections }: Manifest, before: Predecessors): (address: string) => string {
  const ids = new Map(
    connections.map(({ address, adopt }) => [address, adopt ?? before.successorOf(address)?.adopt ?? address]),
  );
  return (address) => ids.get(address) ?? address;
}

/** Projects that a server has beside those that the earlier manifest declares: the root, and parents that are only named. */
function outside(
  from: Manifest,
  to: Manifest,
  adopted: ReadonlyMap<string, readonly ManifestConnection[]>,
): readonly LiveProject[] {
  const there = new Set(from.projects.map(({ id }) => id));
  const declared = new Set([...from.projects, ...to.projects].map(({ id }) => id));
  const parents = [...from.projects, ...to.projects].flatMap(({ parent }) =>
    parent === undefined || declared.has(parent) ? [] : [parent],
  );
  const ids = new Set([...(there.has(rootId) ? [] : [rootId]), ...parents]);
  return [
    ...[...ids].map((id) => emptyProject(id, id === rootId ? undefined : rootId)),
    ...withAncestors(to, adopted)
      .filter(({ id }) => !there.has(id) && !ids.has(id))
      .map(({ id, name, parent }) => ({
        ...emptyProject(id, parent),
        name: name ?? id,
        connections: adoptable(adopted.get(id) ?? [], []),
      })),
  ];
}

/** Projects in which something is to be adopted, and those above: nobody can adopt in a project that is still to be made. */
function withAncestors({ projects }: Manifest, adopted: ReadonlyMap<string, unknown>): Manifest['projects'] {
  const found = new Set<string | undefined>(adopted.keys());
  // Parents come before their children in a manifest.
  for (const { id, parent } of [...projects].reverse()) if (found.has(id)) found.add(parent);
  return projects.filter(({ id }) => found.has(id));
}

const emptyProject = (id: string, parent: string | undefined): LiveProject => ({
  id,
  name: id,
  parent,
  archived: false,
  readOnly: false,
  connections: [],
  ledgers: [],
});

/** What is to be adopted is there, as it is declared: what would change about it nobody knows without the server. */
function adoptable(connections: readonly ManifestConnection[], there: readonly LiveFeature[]): readonly LiveFeature[] {
  const known = new Set(there.map(({ id }) => id));
  return connections.flatMap(({ adopt, properties }) =>
    adopt === undefined || known.has(adopt) ? [] : [feature(adopt, properties, (address) => address)],
  );
}

function feature(
  id: string,
  properties: ManifestConnection['properties'],
  idOf: (address: string) => string,
): LiveFeature {
  const stored = Object.entries(properties);
  return {
    id,
    type: 'OAuthProvider',
    properties: Object.fromEntries(
      stored.filter(([, value]) => !isSecret(value)).map(([name, value]) => [name, storedText(value, idOf)]),
    ),
    hidden: stored.filter(([, value]) => isSecret(value)).map(([name]) => name),
  };
}

function storedText(value: FeatureValue, idOf: (address: string) => string): string {
  if (typeof value === 'string') return value;
  return 'connection' in value ? idOf(value.connection) : '';
}

function ledger(
  stack: string,
  project: string,
  connections: readonly ManifestConnection[],
  features: readonly LiveFeature[],
  before: Predecessors,
): LiveFeature {
  const entries = connections.map((connection, index) => {
    const sent = sentAsBefore(connection, before.successorOf(connection.address));
    const entry = ledgerEntry(
      {
        connection: sent,
        live: features[index],
        kind: undefined,
        providerType: '',
        reason: 'differs',
      },
      [],
    );
    return [entryName(connection.key), entryText(entry)] as const;
  });
  return {
    id: ledgerType,
    type: ledgerType,
    properties: { ...emptyLedger(stack, project), ...Object.fromEntries(entries) },
    hidden: [],
  };
}

/** A secret that comes from another place is sent again, as if the server had none of it. */
function sentAsBefore(connection: ManifestConnection, later: ManifestConnection | undefined): ManifestConnection {
  const properties = Object.entries(connection.properties).filter(
    ([name, value]) => later === undefined || !isSecret(value) || isSamePlace(value, later.properties[name]),
  );
  return { ...connection, properties: Object.fromEntries(properties) };
}

function byProject(connections: readonly ManifestConnection[]): ReadonlyMap<string, readonly ManifestConnection[]> {
  const grouped = new Map<string, ManifestConnection[]>();
  for (const connection of connections) {
    const others = grouped.get(connection.project);
    if (others === undefined) grouped.set(connection.project, [connection]);
    else others.push(connection);
  }
  return grouped;
}
