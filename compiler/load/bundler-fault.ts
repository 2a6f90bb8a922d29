import { readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Message } from 'esbuild';
import { type Diagnostic, diagnostic, type Span } from '../diagnostics/diagnostic.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import { loaderOf } from './file-types.ts';
import { cannotBeFound, leadsOut, notInstalled } from './import-faults.ts';
import { leadsAway } from './import-guard.ts';
import type { StackFolder } from './stack-folder.ts';
import { tokenAt } from './text-span.ts';

/** Says in our words what the bundler, or our guard in it, complains of. */
export function bundlerFault(message: Message, folder: StackFolder, sources: ReadonlyMap<string, string>): Diagnostic {
  const span = spanOf(message, folder, sources);
  const found = faultOf(message, folder, span !== undefined);
  return found.span !== undefined || span === undefined ? found : { ...found, span };
}

function faultOf({ text, detail, location }: Message, folder: StackFolder, isOwn: boolean): Diagnostic {
  if (typeof detail === 'function') {
    const found: unknown = detail(isOwn ? writtenAt(location) : 'an import');
    if (isDiagnostic(found)) return found;
  }
  const [, path] = /^Could not resolve "(.+)"$/.exec(text) ?? [];
  if (path !== undefined) {
    const from = dirname(join(folder.path, location?.file ?? ''));
    if (!path.startsWith('.') || !isOwn) return notInstalled(path);
    return leadsAway(path, from, folder) ? leadsOut(path) : cannotBeFound(path, nearFiles(path, from, folder));
  }
  const [, file, name] = /^No matching export in "(.+)" for import "(.+)"$/.exec(text) ?? [];
  if (file !== undefined && isOwn) {
    const hint = 'Export it there, or correct the name.';
    return diagnostic('PB102', `\`${file.slice(file.lastIndexOf('/') + 1)}\` exports no \`${name}\`.`, { hint });
  }
  if (text.startsWith('Top-level await')) {
    const hint = 'Remove it: a program has nothing to wait for.';
    return diagnostic('PB108', 'A program cannot use `await` outside of a function.', { hint });
  }
  // Elsewhere it is about a file of somebody else, whose text is not for messages.
  return isOwn
    ? diagnostic('PB108', /[.!?]$/.test(text) ? text : `${text}.`)
    : diagnostic('PB108', 'A file of an installed package cannot be read as code.', {
        hint: 'Import a package that is made of ECMAScript modules or CommonJS.',
      });
}

type Location = NonNullable<Message['location']>;

function spanOf({ location }: Message, folder: StackFolder, sources: ReadonlyMap<string, string>): Span | undefined {
  if (location === null) return undefined;
  const file = folder.nameOf(resolve(folder.path, location.file));
  const text = sources.get(file);
  if (text === undefined) return undefined;
  const column = characters(location, location.column) + 1;
  if (location.length === 0) return tokenAt(file, text, location.line, column);
  const endColumn = characters(location, location.column + location.length) + 1;
  return { file, line: location.line, column, endLine: location.line, endColumn };
}

function writtenAt(location: Location | null): string {
  if (location === null) return 'an import';
  const { lineText, column, length } = location;
  const text = lineText.slice(characters(location, column), characters(location, column + length));
  return text.replace(/^(["'`])(.*)\1$/, '$2');
}

/** esbuild counts bytes of UTF-8, everybody else characters. */
const characters = ({ lineText }: Location, bytes: number): number =>
  Buffer.from(lineText).subarray(0, bytes).toString().length;

/** Files beside the one that is missing, with names like its. */
function nearFiles(path: string, from: string, folder: StackFolder): readonly string[] {
  const wanted = resolve(from, path);
  const neighbours = folder.follow(dirname(wanted));
  if (neighbours === undefined) return [];
  const files = readdirSync(neighbours, { withFileTypes: true }).filter(
    (one) => one.isFile() && loaderOf(one.name, true) !== undefined,
  );
  const names = files.map(({ name }) => name);
  return nearNames(basename(wanted), names).map((name) => path.slice(0, -basename(wanted).length) + name);
}

const isDiagnostic = (value: unknown): value is Diagnostic =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value;
