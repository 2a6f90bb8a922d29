import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { isWithheld } from '../kinds/inheritance.ts';
import type { KindProperty } from '../kinds/kind.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import type { FeatureValue, LiveFeature, LiveProject, Manifest, ManifestConnection } from '../model.ts';
import { once } from '../once.ts';
import type { Match } from './match.ts';

/** Addresses of the declared connections that this one refers to. */
export function referencedBy({ properties }: Pick<ManifestConnection, 'properties'>): readonly string[] {
  const addresses: string[] = [];
  for (const name in properties) {
    const value = properties[name];
    if (value !== undefined && isReference(value)) addresses.push(value.connection);
  }
  return addresses;
}

const isReference = (value: FeatureValue): value is { readonly connection: string } =>
  typeof value === 'object' && 'connection' in value;

/**
 * The matches with ids in the place of references, as far as the connections that they name are on the server already
 * and stay there. What is left of them becomes known when the plan is applied.
 */
export function withKnownIds(matches: readonly Match[]): readonly Match[] {
  const ids = once(
    () =>
      new Map(
        matches.flatMap(({ connection, live, providerType }) =>
          live?.properties['providerType'] === providerType ? [[connection.address, live.id] as const] : [],
        ),
      ),
  );
  const known = (value: FeatureValue): FeatureValue =>
    isReference(value) ? (ids().get(value.connection) ?? value) : value;
  return matches.map((match) => {
    if (referencedBy(match.connection).length === 0) return match;
    const properties = Object.entries(match.connection.properties).map(
      ([name, value]) => [name, known(value)] as const,
    );
    return { ...match, connection: { ...match.connection, properties: Object.fromEntries(properties) } };
  });
}

/** Which live connections refer to which: the reference's kind and the id that it names. */
export function liveReferences(
  { properties }: LiveFeature,
  kinds: Kinds,
): readonly { readonly kind: string; readonly id: string; readonly featureProperty: string }[] {
  const kind = kinds.ofProvider(properties['providerType'] ?? '');
  return (kind?.properties ?? []).flatMap(({ reference, featureProperty }) => {
    const id = properties[featureProperty] ?? '';
    return reference === undefined || id === '' ? [] : [{ kind: reference, id, featureProperty }];
  });
}

/** `existing(...)` must name something: PB511 where no connection with that id and of that kind reaches the project. */
export function missingTargets(manifest: Manifest, projects: ReadonlyMap<string, LiveProject>): readonly Diagnostic[] {
  const kinds = kindsFor(manifest.kinds);
  const parentsOf = once(() => new Map(manifest.projects.map(({ id, parent }) => [id, parent])));
  const pathOf = (id: string | undefined): readonly LiveProject[] => {
    const parents = parentsOf();
    const path = new Set<string>();
    for (let at = id; at !== undefined && !path.has(at); ) {
      path.add(at);
      at = projects.get(at)?.parent ?? parents.get(at);
    }
    return [...path].flatMap((one) => projects.get(one) ?? []);
  };
  return manifest.connections.flatMap((connection) =>
    existingTargets(connection, kinds).flatMap(({ property, reference, id }) => {
      const providerType = kinds.named(reference)?.providerType;
      const found = pathOf(connection.project).flatMap((project) =>
        project.connections
          .filter((one) => one.id === id && one.properties['providerType'] === providerType)
          .map(({ properties }) => ({ project, properties })),
      );
      const own = found.some(({ project }) => project.id === connection.project);
      if (own || found.some(({ properties }) => !isWithheld(kinds.named(reference), properties))) return [];
      return [notReached(connection, property, reference, id, found[0]?.project.id)];
    }),
  );
}

interface ExistingTarget {
  readonly property: KindProperty;
  readonly reference: string;
  readonly id: string;
}

function existingTargets({ kind, properties }: ManifestConnection, kinds: Kinds): readonly ExistingTarget[] {
  return (kinds.named(kind)?.properties ?? []).flatMap((property) => {
    const { reference, featureProperty } = property;
    const id = properties[featureProperty];
    return reference === undefined || typeof id !== 'string' ? [] : [{ property, reference, id }];
  });
}

function notReached(
  { address, project }: ManifestConnection,
  { path }: KindProperty,
  kind: string,
  id: string,
  withheldIn: string | undefined,
): Diagnostic {
  const what = withheldIn === undefined ? 'no such connection reaches' : `\`${withheldIn}\` does not pass it down to`;
  return diagnostic('PB511', `\`${path}\` of \`${address}\` is \`${id}\`, but ${what} project \`${project}\`.`, {
    address,
    notes: [`It must be of kind \`${kind}\`, in \`${project}\` or in a project above it.`],
    hint:
      withheldIn === undefined
        ? 'Check the id, or declare the connection and put the declaration in its place.'
        : `Let the connection be used below \`${withheldIn}\`, or name another one.`,
  });
}
