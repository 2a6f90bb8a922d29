import type { LiveSource } from './live.ts';
import type { ConnectionAction } from './plan.ts';

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
