import type { Secret } from '../secret.ts';
import type { StackManifest } from './manifest.ts';

/** What `apply` would do, as policies see it: plain data, without any secret. */
export interface StackPlan {
  readonly stack: string;
  /** What the stack declares, and the plan is to bring about. */
  readonly manifest: StackManifest;
  /** In the order in which they are made. */
  readonly changes: readonly PlannedChange[];
  /** Lists of project ids, each once: `feltIn` puts them together. */
  readonly audiences: readonly (readonly string[])[];
}

/** A project or a connection that is made, changed or removed. */
export type PlannedChange = PlannedProject | PlannedConnection;

/** A project that is made or renamed; its address is its id. */
export interface PlannedProject {
  readonly target: 'project';
  readonly action: 'create' | 'update';
  readonly address: string;
  readonly project: string;
  readonly name: string;
  readonly parent: string;
}

/**
 * A connection that is made, changed or removed. `adopt` takes over a live one; `move`, `record` and `forget` only
 * bring up to date what Plugboard remembers.
 */
export interface PlannedConnection {
  readonly target: 'connection';
  readonly action: 'create' | 'update' | 'delete' | 'replace' | 'adopt' | 'move' | 'record' | 'forget';
  /** `<project id>/<key>`. Of one that is removed, it is no longer in the manifest. */
  readonly address: string;
  readonly project: string;
  readonly key: string;
  readonly kind: string;
  readonly displayName: string;
  readonly properties: readonly PlannedProperty[];
  /** Secrets that only the server has, and that go with it. */
  readonly lostSecrets: readonly string[];
  readonly effects: readonly PlannedEffect[];
}

/** A property that changes. Of a secret, only where it is kept is known. */
export interface PlannedProperty {
  /** As the author writes it: `credentialsProvider.accessKeyId`. */
  readonly property: string;
  readonly isSecret: boolean;
  readonly before?: string | undefined;
  /** A reference to another connection is its address. */
  readonly after?: string | Secret | undefined;
}

/** What projects notice of a change. */
export interface PlannedEffect {
  readonly effect: 'gains' | 'loses' | 'edited' | 'switches';
  /** Index into the plan's audiences. */
  readonly projects: number;
}

/**
 * The ids of the projects that feel a change: those that gain or lose a connection, or use one that is edited.
 *
 * @example
 * policy('small-steps', {
 *   plan: (plan, report) => {
 *     for (const change of plan.changes) {
 *       if (feltIn(plan, change).length > 100) report.warning(change.address, 'More than a hundred projects feel it.');
 *     }
 *   },
 * });
 */
export function feltIn({ audiences }: Pick<StackPlan, 'audiences'>, change: PlannedChange): readonly string[] {
  if (change.target === 'project') return [];
  return [...new Set(change.effects.flatMap(({ projects }) => audiences[projects] ?? []))];
}
