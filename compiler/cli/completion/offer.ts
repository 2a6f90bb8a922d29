/** What a shell can offer for a word. */
export interface Offer {
  /** What the shell is to add by itself. */
  readonly paths: 'none' | 'files' | 'folders';
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly word: string;
  readonly description?: string | undefined;
}

export const nothing: Offer = { paths: 'none', candidates: [] };
