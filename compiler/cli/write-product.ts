import { resolve } from 'node:path';
import { type Failure, fail } from '../diagnostics/failure.ts';
import { visible } from '../diagnostics/visible.ts';
import { appendToFile, type OutputFault, writeOutputFile } from '../files/output-file.ts';
import { isWrittenByUs, type ProductName } from '../render/forms/written-by-us.ts';
import type { Shell } from './shell.ts';

/** Where a product goes, and what it is. */
export interface ProductFile {
  readonly product: ProductName;
  /** As the user named it; stdout where it is `-` or absent. */
  readonly file: string | undefined;
  /** Also over a file that Plugboard did not write. */
  readonly force?: boolean | undefined;
}

/** Writes a product to the file that the user named, or to stdout; fails (PB112) where that must not or cannot be. */
export function writeProduct(shell: Shell, { product, file, force }: ProductFile, text: string): void {
  if (file === undefined || file === '-') {
    shell.out.write(text, 'exact');
    return;
  }
  const mayReplace = (present: string): boolean => force === true || isWrittenByUs(product, present);
  const target = { path: resolve(shell.workingDirectory, file), within: shell.workingDirectory, mayReplace };
  const fault = writeOutputFile(target, shell.secrets.redact(text));
  if (fault !== undefined) throw cannotWrite(file, fault);
}

/** Adds a text to a file that the system around names, which is not Plugboard's. */
export function appendProduct(shell: Shell, file: string, text: string): void {
  const fault = appendToFile(resolve(shell.workingDirectory, file), shell.secrets.redact(text));
  if (fault !== undefined) throw cannotWrite(file, fault);
}

/** What is said of a file that is not written. */
export const cannotWrite = (file: string, { why, hint }: OutputFault): Failure =>
  fail('PB112', `\`${visible(file)}\` cannot be written: ${why}.`, { hint });
