import type { Connection } from './connection.ts';
import type { ConnectionUse, KindProperties } from './kinds/names.ts';
import type { Policy } from './policies/policy.ts';
import type { RuleSettings } from './rules.ts';
import { numberCall } from './trace.ts';

/**
 * Something that must reach a project, from itself or from above: a connection of a kind, one with certain property
 * values, or any that TeamCity can use for something, at a certain host where one is named.
 *
 * @example
 * project('Payments', {
 *   needs: [
 *     'slackConnection',
 *     { kind: 'dockerRegistry', url: 'https://registry.example.com' },
 *     { use: 'issue-tracker', host: 'github.com' },
 *   ],
 * });
 */
export type Need = keyof KindProperties | KindNeed | UseNeed;

/** A connection of this kind, with these values where any are named. */
export type KindNeed = { readonly [Kind in keyof KindProperties]: NeedOf<Kind> }[keyof KindProperties];

type NeedOf<Kind extends keyof KindProperties> = { readonly kind: Kind; readonly use?: never } & {
  readonly [Property in KindProperties[Kind]]?: string;
};

/** A connection that TeamCity can use so, whatever its kind. */
export interface UseNeed {
  readonly kind?: never;
  /** What for: `issue-tracker`, `docker-login`, `notifications` ... */
  readonly use: ConnectionUse;
  /** The host that the connection is to, with or without the port: `github.com`, `registry.example.com:5000`. */
  readonly host?: string;
}

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
  /**
   * Connections that must reach this project, from itself or from above. It is a contract: `plugboard check` fails when
   * one no longer does, whatever was changed anywhere above, and `plugboard diff` says who took it away.
   */
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
  /** Rules of the team or the company that the stack must keep, beside those of Plugboard: what `policy` returns. */
  readonly policies?: readonly Policy[];
  /**
   * How bad it is when a rule does not hold, for the whole stack: `{ 'equal-display-names': 'off' }`. What the server
   * would refuse stays an error. For one declaration, write `// plugboard-ignore PB309: <reason>` before it.
   */
  readonly rules?: RuleSettings;
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
 * export default root({
 *   stack: 'acme',
 *   connections: { hub: dockerRegistry({ name: 'Docker Hub' }) },
 *   projects: [project('Payments', { needs: ['dockerRegistry'] })],
 * });
 */
export function root(properties: RootProperties): Root {
  return { call: numberCall(), root: properties };
}
