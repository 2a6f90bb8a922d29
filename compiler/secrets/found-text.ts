import type { Found } from './source.ts';

/** The most that a file or a program may give: bytes. What is longer was meant to be something else. */
export const mostBytes: number = 64 * 1024;

/** The value that a file holds or a program prints: its text without one line break at the end. */
export function foundText(chunks: readonly Uint8Array[], what: string, hint: string): Found {
  const bytes = Buffer.concat(chunks);
  if (bytes.length > mostBytes) return { why: `${what} has more than ${mostBytes / 1024} KiB.`, hint };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { why: `${what} is not text (UTF-8).`, hint };
  }
  const value = text.replace(/\r?\n$/, '');
  return value === '' ? { why: `${what} is empty.`, hint } : { value };
}
