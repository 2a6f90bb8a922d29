import type { Connection } from './connection.ts';
import { numberCall } from './trace.ts';

/** A contract: a connection of this kind, with these property values where any are named, must reach the project. */
export type Need = string | ({ readonly kind: string } & Readonly<Record<string, string>>);

/** What a project declares. */
export interface ProjectProperties {
  /** The project's name. An existing project keeps its own when this is absent; a new one gets its id. */
  readonly name?: string;
  /**
   * The id of the parent on the server, for a project whose parent this stack does not declare. Only for projects that
   * stand directly under `root`.
   */
  readonly parent?: string;
  /** Connections of this project, usable in it and in all projects below it. The key names it: `<project id>/<key>`. */
  readonly connections?: Readonly<Record<string, Connection>>;
  /** Projects below this one. */
  readonly projects?: readonly Project[];
  /** Connections that must reach this project, from itself or from above: `plugboard check` fails when one does not. */
  readonly needs?: readonly Need[];
  /** Connections of this project that nobody declared are to be removed from the server. */
  readonly exclusive?: boolean;
}

/** A declared project. */
export interface Project {
  readonly call: number;
  readonly id: string;
  readonly properties: ProjectProperties;
}

/** What a stack declares at its top. */
export interface RootProperties extends Omit<ProjectProperties, 'name' | 'parent'> {
  /**
   * The name of this stack: how the server remembers what belongs to it. Several stacks can share a server and even a
   * project; none touches what another owns.
   */
  readonly stack: string;
  /** TeamCity Cloud provides connections of its own in the root project. `on-premises` unless said otherwise. */
  readonly edition?: 'on-premises' | 'cloud';
}

/** A whole stack, as the program exports it. */
export interface Root {
  readonly call: number;
  readonly root: RootProperties;
}

/**
 * Declares a project by its TeamCity id (letters, digits and `_`, starting with a letter). A project that the server
 * lacks is created; Plugboard never deletes one.
 *
 * @example
 * const payments = project('Payments', {
 *   connections: { registry: dockerRegistry({ name: 'Payments registry', url: 'https://registry.example.com' }) },
 * });
 */
export function project(id: string, properties: ProjectProperties = {}): Project {
  return { call: numberCall(), id, properties };
}

/**
 * Declares the stack: the root project (`_Root`) with its connections, and the projects below it. It is what
 * `plugboard.ts` exports as its default.
 *
 * @example
 * export default root({ stack: 'acme', projects: [payments] });
 */
export function root(properties: RootProperties): Root {
  return { call: numberCall(), root: properties };
}
