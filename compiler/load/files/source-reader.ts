import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { visible } from '../../diagnostics/visible.ts';
import { readBytes } from './regular-file.ts';
import type { StackFolder } from './stack-folder.ts';

/** A file as text. */
interface ReadSource {
  /** Without a byte order mark. */
  readonly text: string;
  readonly bytes: number;
}

/** Reads the files of one program, within limits for each and for all. */
export interface SourceReader {
  readonly read: (file: string) => ReadSource | Diagnostic;
}

/** More than any program has that people wrote. */
const largest = 16_000_000;
const largestAltogether = 256_000_000;
const mostFiles = 50_000;

export function sourceReader(folder: StackFolder): SourceReader {
  let bytes = 0;
  let files = 0;
  return {
    read: (file) => {
      const name = folder.nameOf(file);
      if (!folder.mayRead(file) || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) {
        return unreadable(name, 'Its name has characters that cannot be seen.', 'Rename it.');
      }
      files += 1;
      if (files > mostFiles) return tooMuch(`more than ${mostFiles} files`);
      const read = readBytes(file, largest);
      if (typeof read === 'string') return unreadable(name, ...faults[read]);
      bytes += read.length;
      if (bytes > largestAltogether) return tooMuch(`more than ${largestAltogether / 1_000_000} MB`);
      try {
        const text = decoder.decode(read);
        if (text.includes('\0')) return unreadable(name, 'It has a NUL byte, as no text has.', 'Save it as text.');
        return { text, bytes: read.length };
      } catch {
        return unreadable(name, 'It is not text in UTF-8.', 'Save it as UTF-8.');
      }
    },
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

const faults: Readonly<Record<Exclude<ReturnType<typeof readBytes>, Buffer>, readonly [why: string, hint: string]>> = {
  absent: ['It is gone.', 'Put it back, or remove the import.'],
  refused: ['The system refuses it.', 'See to it that you may read it.'],
  'not a regular file': ['It is a link, a folder, a device or a pipe.', 'Put the file itself there.'],
  'too large': [
    `It is larger than ${largest / 1_000_000} MB.`,
    'Divide it, or leave out what the program does not need.',
  ],
};

const unreadable = (name: string, why: string, hint: string): Diagnostic =>
  diagnostic('PB137', `\`${visible(name)}\` cannot be read. ${why}`, { label: 'cannot be read', hint });

const tooMuch = (what: string): Diagnostic =>
  diagnostic('PB137', `The program consists of ${what}.`, {
    hint: 'Import less: a package by the part that is needed, or divide the stack.',
  });
