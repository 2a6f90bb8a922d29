import { shortText } from './cut-text.ts';

const longest = 2_000;
/** For what is said of the rest. */
const closing = 150;

/** A text that is no longer than a reader of messages takes, with the digest of the whole where something is left out. */
export function boundedText(text: string, most: number = longest): string {
  return text.length <= most ? text : shortText(text, most - closing);
}
