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
