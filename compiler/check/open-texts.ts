import { kindsFor } from '../kinds/registry.ts';
import { placeMembers } from '../kinds/secret-reference.ts';
import { valueAt } from '../kinds/value-at.ts';
import type { Declared, DeclaredConnection } from '../model.ts';
import { declaredConnections, declaredProjects } from './declared-projects.ts';
import { plainSecrets } from './plain-secrets.ts';
import { holdsCredentials } from './url-credentials.ts';

/**
 * Texts of the program that are known to be no secrets, so that messages may quote them: names, keys, values of
 * properties that everybody may see. The value of a property that no kind has is not among them, since its name may be
 * that of a secret, misspelled. `more` are others of which that is known.
 */
export function openTexts(declared: Declared, more: readonly string[] = []): readonly string[] {
  const policies = (declared.policies ?? []).map(({ name }) => name);
  const rules = Object.entries(declared.rules ?? {}).flat();
  const texts = new Set<unknown>([declared.stack, declared.edition, ...policies, ...rules, ...more]);
  for (const { project } of declaredProjects(declared)) {
    for (const text of [project.id, project.name, project.parent]) texts.add(text);
    for (const need of project.needs) {
      const words = 'use' in need ? [need.use, need.host] : [need.kind, ...openValues(need, declared)];
      for (const text of words) texts.add(text);
    }
  }
  for (const { connection } of declaredConnections(declared)) {
    const { key, kind, adopt, formerly } = connection;
    for (const text of [key, kind, adopt, formerly, ...openValues(connection, declared)]) texts.add(text);
  }
  const secrets = plainSecrets(declared);
  return [...texts].filter(
    (text): text is string =>
      typeof text === 'string' && !holdsCredentials(text) && !secrets.some((secret) => secret.includes(text)),
  );
}

function openValues(
  { kind, properties }: Pick<DeclaredConnection, 'kind' | 'properties'>,
  { kinds }: Declared,
): readonly unknown[] {
  const { properties: known = [], maps = [] } = kindsFor(kinds).named(kind) ?? {};
  const secretPaths = new Set(known.filter(({ secret }) => secret).map(({ path }) => path));
  return [
    ...known.flatMap(({ path }) => {
      const value = valueAt(properties, path.split('.'));
      return secretPaths.has(path) ? placeTexts(value) : [value];
    }),
    ...maps.flatMap(({ path, secret }) => {
      const written = valueAt(properties, [path]);
      const entries = typeof written === 'object' && written !== null ? Object.entries(written) : [];
      return entries.flatMap(([name, value]) =>
        secret ? [name, ...placeTexts(value)] : name.startsWith('secure:') ? [] : [name, value],
      );
    }),
  ];
}

/** Where a secret is kept: plans say it, too. */
function placeTexts(written: unknown): readonly unknown[] {
  if (typeof written !== 'object' || written === null) return [];
  const place = new Set(placeMembers(written));
  return Object.entries(written).flatMap(([name, value]) => (place.has(name) ? value : []));
}
