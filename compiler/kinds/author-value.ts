import type { Kind } from './kind.ts';

/** A stored value in the author's words: an option's name, a number or a flag is a word, anything else a text. */
export interface AuthorValue {
  readonly text: string;
  readonly isWord: boolean;
}

/** How the author writes what a feature property holds: `credentialsType` is `tempCredentials`, not `aws.temp.credentials`. */
export function authorValue(kind: Kind | undefined, featureProperty: string, stored: string): AuthorValue {
  const property = kind?.properties.find((one) => one.featureProperty === featureProperty);
  if (property === undefined) {
    const option = kind?.choices.flatMap(({ options }) => options).find(({ sets }) => sets[featureProperty] === stored);
    return option === undefined ? { text: stored, isWord: false } : { text: option.name, isWord: true };
  }
  const isWord =
    (property.type === 'boolean' && (stored === 'true' || stored === 'false')) ||
    (property.type === 'integer' && /^-?\d+$/.test(stored));
  return { text: stored, isWord };
}
