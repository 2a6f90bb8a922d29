import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProjectConfig } from 'plugboard/project-config';

/** What is in one project, in a form that does not depend on the numbers that the server gave to new features. */
export interface ProjectContent {
  /** Connections as `<kind> <name> {properties}`, sorted. */
  readonly connections: readonly string[];
  /** Other features as `<type> {properties}`, sorted. */
  readonly others: readonly string[];
}

interface Feature {
  readonly id: string;
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The features of projects, straight from the files of a data directory. */
export function featuresOf(directory: string, project: string): readonly Feature[] {
  return readProjectConfig(readFileSync(join(directory, 'config/projects', project, 'project-config.xml'), 'utf8'))
    .extensions;
}

/**
 * What is on a server, for comparing the ends of two ways to it. Ids that were given on the way are replaced by the names of what has them;
 * `known` ones, which were there before, must have stayed and are left as they are.
 */
export function serverContent(
  directory: string,
  projects: readonly string[],
  known: ReadonlySet<string>,
): Readonly<Record<string, ProjectContent>> {
  const all = projects.map((project) => [project, featuresOf(directory, project)] as const);
  const names = new Map(
    all.flatMap(([project, features]) =>
      features
        .filter(({ id }) => !known.has(id))
        .map(({ id, type, parameters }) => [id, `<${project}/${parameters['displayName'] ?? type}>`] as const),
    ),
  );
  const stable = (text: string): string =>
    text.replaceAll(/PROJECT_EXT_\d+/g, (id) => names.get(id) ?? id).replaceAll(/credentialsJSON:[\w-]+/g, 'a secret');
  const shown = ({ id, parameters }: Feature): string => {
    const sorted = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
    return stable(`${id} ${sorted.map(([name, value]) => `${name}=${value}`).join(' ')}`);
  };
  return Object.fromEntries(
    all.map(([project, features]) => [
      project,
      {
        connections: features
          .filter(({ type }) => type === 'OAuthProvider')
          .map(shown)
          .sort(),
        others: features
          .filter(({ type }) => type !== 'OAuthProvider')
          .map((one) => `${one.type} ${shown(one)}`)
          .sort(),
      },
    ]),
  );
}
