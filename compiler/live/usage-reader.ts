import type { Usage } from '../model.ts';

/** Something that points at a connection, and the id that it names. */
export interface FoundUsage extends Usage {
  readonly connection: string;
}

/** Finds out what points at connections. Like all readers it has no way to write. */
export interface UsageReader {
  /** All that points at any connection from these projects or from those below them. */
  readonly readUsages: (projects: readonly string[]) => Promise<readonly FoundUsage[]>;
}

/** Connections point at each other, too: that is known from the live state, and which kind means which. */
export const connectionType = 'OAuthProvider';
