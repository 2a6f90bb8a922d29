import { resolve } from 'node:path';
import type { Product } from './options.ts';

/** The options of any command that name something to write to. */
export interface OutputOptions {
  readonly format?: string | undefined;
  readonly out?: readonly Product[] | undefined;
  readonly output?: string | undefined;
  readonly html?: string | undefined;
  readonly ledger?: string | undefined;
}

/**
 * What is wrong with the outputs of a command line, together: two of them share a file, whatever it is called in each, or
 * share stdout, on which there is only one document.
 */
export function sharedOutput(options: OutputOptions, workingDirectory: string): string | undefined {
  const { format = 'text', out = [], output, html, ledger } = options;
  const named: readonly (readonly [option: string, file: string | undefined])[] = [
    ['-o', output],
    ...out.map(({ form, file }) => [`--out ${form}`, file] as const),
    ['--html', html],
    ['--ledger', ledger],
  ];
  const toStdout = named.flatMap(([option, file]) => (file === '-' && option !== '--ledger' ? [`${option}`] : []));
  if (format !== 'text' && out.some(({ file }) => file === '-')) toStdout.unshift(`--format ${format}`);
  if (toStdout.length > 1) return `${toStdout.join(' and ')} share stdout, where there is one document only`;
  const known = new Map<string, string>();
  for (const [option, file] of named) {
    if (file === undefined || (file === '-' && option !== '--ledger')) continue;
    // Some systems take names for the same that differ in letter case.
    const path = resolve(workingDirectory, file).normalize('NFC').toLowerCase();
    const other = known.get(path);
    if (other !== undefined) return `${other} and ${option} share the file ${file}`;
    known.set(path, option);
  }
  return undefined;
}
