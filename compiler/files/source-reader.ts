import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { cannotBeRead, hasUnseen, leadsOut } from './import-faults.ts';
import { readBytes } from './regular-file.ts';
import type { StackFolder } from './stack-folder.ts';

/** A file as text. */
export interface ReadSource {
  /** Without a byte order mark. */
  readonly text: string;
  readonly bytes: number;
}

/** Reads the files of one program, within limits for each and for all. */
export interface SourceReader {
  readonly read: (file: string) => ReadSource | Diagnostic;
}

/** How much there may be: more than any program has that people wrote. */
export interface ReadLimits {
  readonly bytes: number;
  readonly bytesAltogether: number;
  readonly files: number;
}

const usualLimits: ReadLimits = { bytes: 16_000_000, bytesAltogether: 256_000_000, files: 50_000 };

export function sourceReader(folder: StackFolder, limits: ReadLimits = usualLimits): SourceReader {
  let bytes = 0;
  let files = 0;
  return {
    read: (file) => {
      const name = folder.nameOf(file);
      if (!folder.mayRead(file)) return leadsOut(name);
      if (hasUnseen(name)) return cannotBeRead(name, 'unseen name');
      files += 1;
      if (files > limits.files) return tooMuch(`more than ${limits.files} files`);
      const read = readBytes(file, Math.min(limits.bytes, limits.bytesAltogether - bytes));
      if (read === 'too large' && limits.bytes > limits.bytesAltogether - bytes) {
        return tooMuch(`more than ${limits.bytesAltogether / 1_000_000} MB`);
      }
      if (typeof read === 'string') return cannotBeRead(name, read);
      bytes += read.length;
      try {
        const text = decoder.decode(read);
        return text.includes('\0') ? cannotBeRead(name, 'NUL byte') : { text, bytes: read.length };
      } catch {
        return cannotBeRead(name, 'not UTF-8');
      }
    },
  };
}

/** It takes a byte order mark away. */
const decoder = new TextDecoder('utf-8', { fatal: true });

const tooMuch = (what: string): Diagnostic =>
  diagnostic('PB137', `The program consists of ${what}.`, {
    hint: 'Import less: a package by the part that is needed, or divide the stack.',
  });
