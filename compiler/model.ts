/**
 * One type for every stage of the way from a program to a changed server.
 *
 *     program --load--> Declared --flatten--> Manifest --plan--> Plan --apply--> Outcome
 *                                  server --live--> Live --^
 *
 * All of it is plain data: it can be saved, compared and printed. No stage holds the value of a secret, only
 * references to where the value is kept.
 */
import type { KindDocuments } from '../schemas/kind-document.ts';

/** TeamCity's two forms: an own server, or TeamCity Cloud with connections that it provides. */
export type Edition = 'on-premises' | 'cloud';

/** Where the value of a secret is kept. Same shape as the author's `Secret`. */
export type SecretReference = SecretPlace & { readonly revision?: number | undefined };

/** One member for each source of secrets, told apart by `secret`. */
type SecretPlace =
  | { readonly secret: 'env'; readonly name: string }
  | { readonly secret: 'file'; readonly path: string }
  | {
      readonly secret: 'vault';
      readonly mount: string;
      readonly path: string;
      readonly key: string;
      readonly version?: number | undefined;
    }
  | { readonly secret: 'command'; readonly command: readonly string[] };

/** A secret whose value on the server, if there is one, stays as it is. */
export interface KeptSecret {
  readonly secret: 'keep';
}

/** The id of a declared connection, which the server may not have chosen yet: named by the connection's address. */
export interface ConnectionReference {
  readonly connection: string;
}

/** A value on its way to the server: text, a secret that only `apply` looks up, or an id that only it gets to know. */
export type SentValue = string | SecretReference | ConnectionReference;

/** What a connection's feature property is to hold. */
export type FeatureValue = SentValue | KeptSecret;

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

/** Everything that the stack wants, with inheritance worked out. Same program, same bytes. */
export interface Manifest {
  readonly formatVersion: '1.0';
  readonly stack: string;
  readonly edition: Edition;
  /** Parents before children, siblings by id. */
  readonly projects: readonly ManifestProject[];
  /** In the order of their projects, then by key. */
  readonly connections: readonly ManifestConnection[];
  /**
   * Effective sets, each once however many projects share it. A set is what it inherits from another one, without
   * `hides`, and with `adds`: so the manifest grows with projects plus connections, not with their product.
   */
  readonly effectiveSets: readonly EffectiveSet[];
  /** Connections that TeamCity Cloud has in the root project by itself; only under `edition: 'cloud'`. */
  readonly provided?: readonly ProvidedConnection[] | undefined;
  /** Kinds that the stack brings along: whoever has the manifest needs no file of the stack. */
  readonly kinds?: KindDocuments | undefined;
}

/** A connection that nobody declares and nobody owns: the server's own. */
export interface ProvidedConnection {
  /** Its id on the server. */
  readonly id: string;
  readonly kind: string;
  readonly displayName: string;
}

/** One project of a compiled stack. */
export interface ManifestProject {
  readonly id: string;
  readonly name?: string | undefined;
  /** Absent for the root project. */
  readonly parent?: string | undefined;
  readonly exclusive?: true | undefined;
  /** Index into `effectiveSets`. */
  readonly effective: number;
  /** What must reach it; only where something must. */
  readonly needs?: readonly DeclaredNeed[] | undefined;
}

/** The connections that reach some projects, as what differs from another set: thousands of projects share few sets. */
export interface EffectiveSet {
  /** Index of the set that this one starts from; absent where it starts empty. */
  readonly inherits?: number | undefined;
  /** Addresses of connections that join here. */
  readonly adds: readonly string[];
  /** Addresses that stop here: withheld from projects below their own, or shadowed by one of `adds`. */
  readonly hides?: readonly Hidden[] | undefined;
}

/** A connection that does not reach a project although it stands above it, and why. */
export interface Hidden {
  readonly address: string;
  readonly because: 'withheld' | 'shadowed';
  /** The nearer connection, where it is shadowed. */
  readonly by?: string | undefined;
}

/** One connection of a compiled stack, as the server is to store it. It holds no secret, only where each comes from. */
export interface ManifestConnection {
  /** `<project id>/<key>`. */
  readonly address: string;
  readonly project: string;
  readonly key: string;
  readonly kind: string;
  readonly displayName: string;
  /** What the server is to store: feature property -> value, by name. */
  readonly properties: Readonly<Record<string, FeatureValue>>;
  readonly adopt?: string | undefined;
  /** The whole former address. */
  readonly formerly?: string | undefined;
  readonly protect?: true | undefined;
}

/** What is on the server now, as far as Plugboard looks: projects, connections, and the ledgers of all stacks. */
export interface Live {
  readonly source: LiveSource;
  /** Parents before children, siblings by id. */
  readonly projects: readonly LiveProject[];
}

/** Where live state was read from. */
export type LiveSource =
  | {
      readonly kind: 'server';
      readonly url: string;
      /** The server's own id; only where somebody asked for it. */
      readonly serverId?: string | undefined;
    }
  | { readonly kind: 'data-directory'; readonly path: string }
  /** A file that `plugboard snapshot` wrote; `of` is where it looked. */
  | { readonly kind: 'snapshot'; readonly path: string; readonly of: Exclude<LiveSource, { kind: 'snapshot' }> };

/** What a plan compares with: live state, or in its place what a revision of the stack declares. */
export type PlanSource = LiveSource | { readonly kind: 'revision'; readonly name: string; readonly commit: string };

/** One project as it is on the server, with what it holds itself. */
export interface LiveProject {
  readonly id: string;
  readonly name: string;
  /** Absent for the root project. */
  readonly parent?: string | undefined;
  readonly archived: boolean;
  /** The server lets nobody edit the settings, for instance because they come from version control. */
  readonly readOnly: boolean;
  /** The project's own connections (features of type `OAuthProvider`), in the server's order. */
  readonly connections: readonly LiveFeature[];
  /** The project's ledgers (features of type `plugboard`), one for each stack that owns something here. */
  readonly ledgers: readonly LiveFeature[];
  /** The project's own feature of type `versionedSettings`, where it has one. */
  readonly versionedSettings?: LiveFeature | undefined;
}

/** A project feature as the server answers it. */
export interface LiveFeature {
  readonly id: string;
  readonly type: string;
  /** Values that the server shows. An empty secure property is among them, as `""`. */
  readonly properties: Readonly<Record<string, string>>;
  /** Names of secure properties that hold a value, which nobody can read back. */
  readonly hidden: readonly string[];
}

/** What one stack owns in one project. It lives on the server as a project feature and never holds a secret. */
export interface Ledger {
  /** Feature id of the ledger itself. */
  readonly featureId: string;
  readonly stack: string;
  readonly project: string;
  /** By key. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
}

/** What the ledger records of one connection that the stack owns, or is about to create. Never a secret. */
export interface LedgerEntry {
  readonly kind: string;
  /** Absent between the moment the intent was written and the moment the server's id was recorded. */
  readonly id?: string | undefined;
  /** Only of an intent: connections of the project that were there before, so that the new one can be told. */
  readonly before?: readonly string[] | undefined;
  /** Only of an intent: the name that the connection is created with. */
  readonly displayName?: string | undefined;
  readonly protect?: true | undefined;
  /** Feature property -> revision that was last sent. */
  readonly revisions?: Readonly<Record<string, number>> | undefined;
  /**
   * Feature property -> keyed fingerprint of the value that was last sent. Only where whoever applied had a key, and of
   * no use to anybody who has not.
   */
  readonly fingerprints?: Readonly<Record<string, string>> | undefined;
  /**
   * Feature property -> digest of the value that the connection was left with, secrets excepted: so that a change by
   * somebody else can be told from a change of the program. Absent of an intent.
   */
  readonly applied?: Readonly<Record<string, string>> | undefined;
  /** A change was begun and is not recorded as done: it may have come to any point. */
  readonly pending?: true | undefined;
}

/** Says that somebody is applying a stack, or is about to. */
export interface Lock {
  /** Feature id of the lock, in `project`. */
  readonly id: string;
  readonly project: string;
  readonly stack: string;
  /** Made up anew for each run, so that each knows its own. */
  readonly run: string;
  /** A person and a machine, or the page of a build. */
  readonly owner: string;
  /** When it was taken, by the owner's clock. ISO 8601. */
  readonly since: string;
  /** Tells the machine (and the container) apart in which the number `process` means something. */
  readonly machine: string;
  readonly process: number;
  /** Not yet while its owner looks whether somebody else wants it too. */
  readonly held: boolean;
}

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

/** What somebody else has changed on the server since the stack was applied. */
export interface Drift {
  readonly stack: string;
  readonly source: LiveSource;
  /** In the order of their addresses. */
  readonly items: readonly DriftItem[];
  /** Connections that the stack owns. */
  readonly owned: number;
}

/**
 * `renamed` is an edit of the display name alone; `recreated` means that it is gone and that one which looks the same
 * stands in its place; `added` is one that nobody declared, in an exclusive project.
 */
export type DriftKind = 'edited' | 'renamed' | 'deleted' | 'recreated' | 'moved' | 'added';

/** A connection that somebody else has changed since the last apply. */
export interface DriftItem {
  readonly what: DriftKind;
  readonly address: string;
  readonly project: string;
  readonly kind: string;
  readonly displayName: string;
  /** Its id when it was applied last; of an `added` one, its id. */
  readonly featureId: string;
  /** Of a `recreated` or `moved` one: where it is now, and the stack that owns it there. */
  readonly found?:
    | { readonly project: string; readonly featureId: string; readonly owner?: string | undefined }
    | undefined;
  readonly properties: readonly DriftedProperty[];
  /** What `apply` would do about it; undefined where it would do nothing. */
  readonly remedy?: ConnectionAction | undefined;
  /** The code of the message that `apply` would refuse with. */
  readonly refused?: string | undefined;
}

/** A property that is not as the last apply left it. */
export interface DriftedProperty {
  /** As the author writes it. */
  readonly property: string;
  readonly featureProperty: string;
  /** What the program says; absent where it says nothing, or names a secret. */
  readonly declared?: string | undefined;
  /** What is there now; absent where there is nothing, and of a secret. */
  readonly live?: string | undefined;
  readonly sensitive: boolean;
}

/** What became of a plan. */
export interface Outcome {
  readonly results: readonly ChangeResult[];
}

/** What became of one change: done, failed and why, or not tried because of another one that failed. */
export type ChangeResult =
  | {
      readonly change: Change;
      readonly status: 'done';
      readonly featureId?: string | undefined;
    }
  | {
      readonly change: Change;
      readonly status: 'failed';
      readonly reason: string;
    }
  | {
      readonly change: Change;
      readonly status: 'not-tried';
      readonly reason: string;
    };
