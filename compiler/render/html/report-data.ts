/**
 * What the HTML report carries for its tree, its matrix and its details. Everything goes by number, and effective sets
 * are shared as in the manifest: so the data grows with projects plus connections, not with their product.
 */
export interface ReportData {
  readonly kinds: readonly KindData[];
  /** In the order of the tree: what stands below a project follows it. */
  readonly projects: readonly ProjectData[];
  readonly connections: readonly ConnectionData[];
  readonly sets: readonly SetData[];
  /** What a plan does, by the number of the change. */
  readonly changes: readonly MarkData[];
  /** Projects in which changes are felt, as stretches of `projects`: from, to, from, to ... */
  readonly audiences: readonly (readonly number[])[];
  /** The project that is shown first. */
  readonly selected?: number | undefined;
}

export interface KindData {
  readonly name: string;
  readonly title: string;
  readonly uses: readonly { readonly text: string; readonly rootOnly?: true | undefined }[];
}

export interface ProjectData {
  readonly id: string;
  /** Left out where it is the id. */
  readonly name?: string | undefined;
  /** Number of the parent; its id where the report does not know it; left out of the root. */
  readonly up?: number | string | undefined;
  readonly set: number;
  readonly change?: number | undefined;
}

export interface ConnectionData {
  /** Number of the project that it is made in; left out of one that TeamCity Cloud provides. */
  readonly at?: number | undefined;
  readonly key: string;
  readonly kind: number;
  readonly name: string;
  readonly change?: number | undefined;
  /** The plan destroys it: it is in no set. */
  readonly gone?: true | undefined;
}

export interface SetData {
  /** Number of the set that this one starts from. */
  readonly from?: number | undefined;
  readonly adds: readonly number[];
  readonly hides?: readonly HiddenData[] | undefined;
}

export interface HiddenData {
  readonly it: number;
  /** The nearer connection that shadows it; left out where it is withheld. */
  readonly by?: number | undefined;
}

/** What becomes of a project or connection: a symbol and a word, so that neither stands alone. */
export interface MarkData {
  readonly symbol: string;
  readonly word: string;
  readonly danger?: true | undefined;
}
