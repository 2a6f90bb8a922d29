import type { KindDocuments } from '../../schemas/kind-document.ts';
import type { Edition } from './values.ts';

/** What the program says, as it came out of the sandbox. Its shape is checked; its meaning is not yet. */
export interface Declared {
  readonly stack: string;
  readonly edition: Edition;
  /** What the author makes of rules, by their names; names and all are checked by a rule. */
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
  /** The root project, id `_Root`. */
  readonly root: DeclaredProject;
  readonly policies?: readonly DeclaredPolicy[] | undefined;
  /** Kinds that the stack brings along, beside those that Plugboard knows. */
  readonly kinds?: KindDocuments | undefined;
}

/** One policy of the root, and what it looks at. */
export interface DeclaredPolicy {
  readonly call: number;
  readonly name: string;
  readonly manifest: boolean;
  readonly plan: boolean;
}

/** How bad it is when a rule does not hold; `off` where nobody wants to know. */
export type RuleSetting = 'off' | 'hint' | 'warning' | 'error';

/** One `project(...)` or `root(...)`. `call` numbers the declaration, for messages that point at it. */
export interface DeclaredProject {
  readonly call: number;
  readonly id: string;
  readonly name?: string | undefined;
  /** Parent on the server, where the author named one. */
  readonly parent?: string | undefined;
  readonly exclusive: boolean;
  readonly needs: readonly DeclaredNeed[];
  readonly connections: readonly DeclaredConnection[];
  readonly projects: readonly DeclaredProject[];
}

/** What must reach a project: a kind, with author-form property values that it must have, or anything for a use. */
export type DeclaredNeed =
  | { readonly kind: string; readonly properties: Readonly<Record<string, string>> }
  /** `host`: the host that it is to. */
  | { readonly use: string; readonly host?: string | undefined };

/** One connection under its key. `properties` is the author form, unchecked: the kind's schema judges it. */
export interface DeclaredConnection {
  readonly call: number;
  readonly key: string;
  readonly kind: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly adopt?: string | undefined;
  readonly formerly?: string | undefined;
  readonly protect?: boolean | undefined;
}
