import type { KindDocuments } from '../../schemas/kind-document.ts';
import type { LedgerEntry } from './ledger.ts';
import type { LiveFeature, PlanSource } from './live.ts';
import type { KeptSecret, SecretReference, SentValue } from './values.ts';

/** What `apply` would do, and nothing that is not shown. */
export interface Plan {
  readonly stack: string;
  readonly source: PlanSource;
  /** In the order in which they can be made: projects parents first, then connections. */
  readonly changes: readonly Change[];
  /** Declared connections that are already as wanted. */
  readonly unchanged: number;
  /** Live connections that no stack declares, by project; only projects that have some. */
  readonly unmanaged: readonly {
    readonly project: string;
    readonly connections: number;
  }[];
  /**
   * Lists of project ids, in the order of the tree: each list once, however many changes are felt in just these
   * projects. Effects name them by index.
   */
  readonly audiences: readonly (readonly string[])[];
  /** Kinds that the stack brings along, for whoever shows the plan. */
  readonly kinds?: KindDocuments | undefined;
}

/**
 * What a change means for projects: they gain or lose a connection, feel the edit of one that they have, or switch from
 * one to another of the same name (feature id, Vault id), where a nearer one comes to shadow it or no longer does.
 */
export interface ChangeEffect {
  readonly effect: 'gains' | 'loses' | 'edited' | 'switches';
  /** Index into the plan's audiences. */
  readonly projects: number;
  /** Of a switch: the address that they use now. A live connection that the stack does not declare is `<project id>/#<id>`. */
  readonly from?: string | undefined;
  /** Of a switch: the address that they will use. */
  readonly to?: string | undefined;
  /** Index into the plan's audiences: those of the losing projects that are left with no connection of the kind. */
  readonly lastOfKind?: number | undefined;
}

/** One thing that `apply` would do. */
export type Change = ProjectChange | ConnectionChange;

/** A project that is created, or gets another name. Projects are never deleted. */
export interface ProjectChange {
  readonly target: 'project';
  readonly action: 'create' | 'update';
  readonly id: string;
  readonly name: string;
  /** The name it has now, where it is to be renamed. */
  readonly formerName?: string | undefined;
  readonly parent: string;
}

/**
 * `adopt` takes over a live connection, and changes the properties that differ; `move` gives it another key and
 * `record` brings its ledger entry up to date; `forget` gives up an entry whose connection is gone from the server.
 */
export type ConnectionAction = 'create' | 'update' | 'delete' | 'replace' | 'adopt' | 'move' | 'record' | 'forget';

/** Why, for display only: nothing is decided by it. */
export type ChangeReason =
  | 'declared'
  | 'differs'
  | 'not-declared'
  | 'exclusive-project'
  | 'kind-changed'
  | 'deleted-on-server'
  | 'adopt-line'
  | 'adopt-matching'
  | 'interrupted-create'
  | 'renamed-key'
  | 'ledger-behind'
  | 'rotation';

/** What happens to one connection. */
export interface ConnectionChange {
  readonly target: 'connection';
  readonly action: ConnectionAction;
  readonly reason: ChangeReason;
  readonly address: string;
  readonly previousAddress?: string | undefined;
  readonly project: string;
  readonly key: string;
  readonly kind: string;
  readonly providerType: string;
  readonly displayName: string;
  /** The live connection; absent on create. */
  readonly featureId?: string | undefined;
  /** Fingerprint of the live connection as the plan saw it: a plan made later differs where the connection has moved. */
  readonly fingerprint?: string | undefined;
  /** What the plan saw of it, secrets by name only: where it has moved, both values can be named. */
  readonly seen?: Pick<LiveFeature, 'properties' | 'hidden'> | undefined;
  readonly properties: readonly PropertyChange[];
  /** Properties that stay as they are. */
  readonly unchanged: number;
  /** Addresses of changes that must have been made before: of a connection that this one refers to, for instance. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Where it is felt; absent where only the ledger changes. */
  readonly effects?: readonly ChangeEffect[] | undefined;
  /** What points at a connection that goes; `unknown` where nobody could be asked. Only of deletions and replacements. */
  readonly usedBy?: readonly Usage[] | 'unknown' | undefined;
  /**
   * Secrets of a connection that goes whose values only the server has, as the author writes their properties. Only of
   * deletions and replacements.
   */
  readonly lostSecrets?: readonly string[] | undefined;
  /** What the ledger is to say afterwards; absent on delete and forget. */
  readonly entry?: LedgerEntry | undefined;
}

/** Something on the server that points at a connection by its id. */
export interface Usage {
  readonly by: 'build-configuration' | 'template' | 'vcs-root' | 'project-feature' | 'connection';
  readonly project: string;
  readonly id: string;
  readonly name: string;
  /** Type of the build feature or project feature, or the version control system of a VCS root. */
  readonly type?: string | undefined;
  /** The property that holds the id. */
  readonly property: string;
}

/** What happens to one property of a connection. Of a secret it says that it is sent, never its value. */
export interface PropertyChange {
  /** As the author writes it (`credentialsProvider.accessKeyId`); the feature property's name where the author has none. */
  readonly property: string;
  readonly featureProperty: string;
  /** Absent where it has no value now. Never there for a secret. */
  readonly before?: string | undefined;
  /** Absent where it is to be removed. */
  readonly after?: SentValue | undefined;
  readonly sensitive: boolean;
  /** Of a secret that is sent again: the revision that the server has. Absent where it has none at all. */
  readonly sentRevision?: number | undefined;
  /** Of a secret, where two revisions of a stack are compared: where its value came from, if that is another place now. */
  readonly formerSecret?: SecretReference | KeptSecret | undefined;
  /** Why a secret is sent again although its revision is the same. */
  readonly resend?: ResendReason | undefined;
}

/** Its value is no longer the one that was sent last, or somebody asks for it. */
export type ResendReason = 'value-differs' | 'rotation';
