import { join, resolve } from 'node:path';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { readBytes } from '../files/regular-file.ts';
import { openStackFolder, type StackFolder } from '../files/stack-folder.ts';
import type { BroughtKinds, KindFault, KindFile } from '../kinds/brought-kinds.ts';
import { printable } from './evaluation-fault.ts';

const suffix = '.schema.json';
/** The largest of our own has a twentieth of it. Bytes. */
const largest = 1_000_000;

/** The kinds that a stack brings along. */
export interface StackKinds extends Pick<BroughtKinds, 'kinds'> {
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the kinds of the stack that this program belongs to, without the program itself. */
export async function readStackKinds(stackFile: string): Promise<StackKinds> {
  const folder = openStackFolder(resolve(stackFile));
  return 'code' in folder ? { diagnostics: [folder] } : readKindFiles(folder);
}

/**
 * Reads the kind files of a stack: files called `*.schema.json` beside the program that have an `x-kind`. Schemas
 * without one are somebody else's.
 */
export async function readKindFiles(folder: StackFolder): Promise<StackKinds> {
  const names = folder.namesIn(folder.path).filter((file) => file.endsWith(suffix));
  if (names.length === 0) return { diagnostics: [] };
  const read = names.map((file) => readKindFile(folder, file));
  const diagnostics = read.filter((one) => 'code' in one);
  const files = read.filter((one): one is KindFile => 'name' in one && isKind(one.content));
  if (files.length === 0) return { diagnostics };
  // Only stacks that have some pay for what it takes to judge them.
  const { readBroughtKinds } = await import('../kinds/brought-kinds.ts');
  const { kinds, faults } = readBroughtKinds(files);
  return { kinds, diagnostics: [...diagnostics, ...faults.map(describe)] };
}

function readKindFile(folder: StackFolder, file: string): KindFile | Diagnostic {
  const path = folder.follow(join(folder.path, file));
  if (path === undefined || !folder.isOwn(path)) {
    return diagnostic('PB103', `\`${file}\` leads out of the stack’s folder.`, {
      hint: 'Put the kind file itself beside the program.',
    });
  }
  const bytes = readBytes(path, largest);
  if (typeof bytes === 'string') {
    return malformed(file, bytes === 'too large' ? `It is larger than ${largest / 1000} kB.` : 'It cannot be read.');
  }
  try {
    return { name: file.slice(0, -suffix.length), content: JSON.parse(bytes.toString().replace(/^\ufeff/, '')) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return malformed(file, `It is not JSON: ${printable(error.message)}.`);
  }
}

const isKind = (content: unknown): boolean => typeof content === 'object' && content !== null && 'x-kind' in content;

const malformed = (file: string, message: string): Diagnostic =>
  diagnostic('PB114', `\`${file}\` describes no kind. ${message}`, {
    hint: 'The files of the kinds that Plugboard knows show the form: `schemas/kinds` in its package; `schemas/kind.schema.json` says all of it.',
  });

function describe({ name, is, message }: KindFault): Diagnostic {
  const file = `${name}${suffix}`;
  if (is === 'malformed') return malformed(file, message);
  return diagnostic('PB115', `\`${file}\` cannot be used. ${message}`, {
    hint: 'Give it another name or provider type, or remove the file.',
  });
}
