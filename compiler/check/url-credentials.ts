import type { Declared, DeclaredProject } from '../model.ts';
import { declaredConnections, declaredProjects } from './declared-projects.ts';

/** A URL that names somebody together with a password or a token. The texts are secrets: never to be shown. */
export interface UrlCredentials {
  readonly call: number;
  readonly path: readonly string[];
  /** Of the connection; absent where a project's need holds the URL. */
  readonly address?: string | undefined;
  readonly project: DeclaredProject;
  readonly secrets: readonly string[];
}

const found = new WeakMap<Declared, readonly UrlCredentials[]>();

/** All of them, in whatever property they stand: a kind that knows nothing of URLs can hold one, too. */
export function urlCredentials(declared: Declared): readonly UrlCredentials[] {
  const known = found.get(declared);
  if (known !== undefined) return known;
  const all: UrlCredentials[] = [];
  for (const { project } of declaredProjects(declared)) {
    project.needs.forEach((need, index) => {
      for (const { path, secrets } of within('properties' in need ? need.properties : need)) {
        all.push({ call: project.call, path: ['needs', String(index), ...path], project, secrets });
      }
    });
  }
  for (const { connection, project, address } of declaredConnections(declared)) {
    for (const { path, secrets } of within(connection.properties)) {
      all.push({ call: connection.call, path, address, project, secrets });
    }
  }
  found.set(declared, all);
  return all;
}

type Found = Pick<UrlCredentials, 'path' | 'secrets'>;

const none: readonly Found[] = [];

/** Nearly all values hold nothing, and nothing is made for them. */
function within(value: unknown): readonly Found[] {
  if (typeof value === 'string') {
    const secrets = credentialsIn(value);
    return secrets.length === 0 ? none : [{ path: [], secrets }];
  }
  if (typeof value !== 'object' || value === null) return none;
  let all = none;
  for (const name in value) {
    const inner = within((value as Readonly<Record<string, unknown>>)[name]);
    if (inner.length > 0) all = [...all, ...inner.map(({ path, secrets }) => ({ path: [name, ...path], secrets }))];
  }
  return all;
}

/** Before the host. A password may hold what should have been escaped, but a port before a path is none. */
const strict = /^\s*[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i;
const loose = /^\s*[a-z][a-z0-9+.-]*:\/\/([^/?#:@]+:(?!\d{0,5}[/?#])[^@]*)@/i;

/** The name of a person or a team is no secret; what is as long as this is a token. */
const shortestToken = 16;

/** Whether a text is such a URL. */
export const holdsCredentials = (text: string): boolean => credentialsIn(text).length > 0;

const noSecrets: readonly string[] = [];

function credentialsIn(text: string): readonly string[] {
  if (!text.includes('@') || !text.includes('://')) return noSecrets;
  const given = strict.exec(text)?.[1] ?? loose.exec(text)?.[1];
  if (given === undefined) return [];
  const colon = given.indexOf(':');
  const secret = colon === -1 ? given : given.slice(colon + 1);
  // TeamCity fills references in when it runs a build: the program holds no secret then.
  const isReference = /^(?:%[\w.:/-]+%)+$/.test(secret);
  if (secret === '' || isReference || (colon === -1 && secret.length < shortestToken)) return [];
  return [...new Set([given, secret, decoded(secret)])];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
