import { InvalidArgumentError } from 'commander';
import { formNames, isFormName } from '../render/forms/forms.ts';
import type { FormName } from '../render/forms/report.ts';

/** Options of every command that compiles a stack. */
export interface StackOptions {
  readonly stack: string;
  /** A folder around that of the stack whose files it may import. */
  readonly root?: string | undefined;
  readonly input: Readonly<Record<string, string>>;
  /** A revision in Git whose program is taken instead of the one that lies there. */
  readonly revision?: string | undefined;
  /** The folder whose installed packages that program uses. */
  readonly packages?: string | undefined;
  readonly color?: boolean | undefined;
}

/** Options of every command that reads live state. */
export interface SourceOptions {
  readonly server?: string | undefined;
  readonly dataDir?: string | undefined;
  readonly snapshot?: string | undefined;
  /** Tell of every request. */
  readonly debug?: boolean | undefined;
}

/** Options of every command that needs to know what the stack owns. */
export interface LedgerOption {
  readonly ledger?: string | undefined;
}

/** How a command's product is written. */
export interface FormatOption {
  readonly format: 'text' | 'json';
}

/** In which forms a command writes what it found out. */
export interface FormsOptions {
  /** The form on stdout. */
  readonly format?: FormName | undefined;
  readonly out?: readonly Product[] | undefined;
  /** Also over files that Plugboard did not write. */
  readonly force?: boolean | undefined;
  readonly maxChars: number;
}

/** A form and the file that it goes to; `-` is stdout. */
export interface Product {
  readonly form: FormName;
  readonly file: string;
}

/** Collects `--out FORM=FILE`, given any number of times. */
export function collectOut(text: string, earlier: readonly Product[] = []): readonly Product[] {
  const separator = text.indexOf('=');
  const form = text.slice(0, Math.max(separator, 0));
  const file = text.slice(separator + 1);
  if (!isFormName(form) || file === '') {
    throw new InvalidArgumentError(`Give it as FORM=FILE, with one of ${formNames.join(', ')}; FILE - is stdout.`);
  }
  return [...earlier, { form, file }];
}

/** Collects `--input name=value`, given any number of times. */
export function collectInput(
  text: string,
  earlier: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const separator = text.indexOf('=');
  if (separator < 1) throw new InvalidArgumentError('Give it as name=value.');
  return { ...earlier, [text.slice(0, separator)]: text.slice(separator + 1) };
}

/** Options of every command that looks secrets up. */
export interface SecretLookupOptions {
  readonly allowCommand: readonly string[];
}

/** Collects an option that is given any number of times. */
export const collect = (text: string, earlier: readonly string[] = []): readonly string[] => [...earlier, filled(text)];

/** Refuses an empty text, which is most often a variable that is not set. */
export function filled(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

/** The name of a new stack, as `check` will want it. */
export function stackName(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/.test(text)) {
    throw new InvalidArgumentError('Begin with a letter or digit, and use letters, digits, `.`, `_` and `-`.');
  }
  return text;
}

/** Reads a whole number of at least `least`. */
export const wholeNumber =
  (least: number, most: number): ((text: string) => number) =>
  (text) => {
    const number = Number(text);
    if (text.trim() === '' || !Number.isInteger(number) || number < least || number > most) {
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    }
    return number;
  };

/** The digest of a plan file, as `review find` prints it. */
export function planDigest(text: string): string {
  if (!/^sha256:[0-9a-f]{64}$/.test(text)) {
    throw new InvalidArgumentError(
      'Give it as sha256: and 64 hexadecimal digits, as `plugboard review find` prints it.',
    );
  }
  return text;
}

/** A commit by its whole id. */
export function commitId(text: string): string {
  if (!/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)) throw new InvalidArgumentError('Give the whole id of a commit.');
  return text;
}
