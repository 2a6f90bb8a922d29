import { parse } from 'es-module-lexer';
import { findNode, parseSource } from '../places/syntax.ts';

/** An import of a file, as it is written there. */
export interface WrittenImport {
  readonly specifier: string;
  /** Offsets of the specifier with its quotes; absent where only its words are known. */
  readonly start?: number;
  readonly end?: number;
  /**
   * `value`: the engine may ask for it. `type`: only the type checker does. `reference` and `types`: `/// <reference>` by
   * path and by name. `call`: `import(...)`, in code or among types.
   */
  readonly how: 'value' | 'type' | 'reference' | 'types' | 'call';
  /** Of `with { type: '...' }`. */
  readonly importType?: string;
  /** The names that it imports, or passes on, as the other file exports them; types may be among them. */
  readonly names?: readonly string[];
}

/** What one of the stack's own files imports. */
export function importsOf(text: string): readonly WrittenImport[] {
  try {
    const imports: WrittenImport[] = [];
    for (const one of parse(text)[0]) {
      const { specifier } = one;
      if (one.type === 'import-meta') continue;
      if (one.type === 'dynamic') {
        imports.push({
          specifier: specifier ?? '',
          start: one.start,
          end: one.end,
          how: one.probablyTypeOnly ? 'type' : 'call',
        });
        continue;
      }
      const importType = one.attributes?.find(([name]) => name === 'type')?.[1];
      imports.push({
        specifier: one.specifier,
        start: one.start - 1,
        end: one.end + 1,
        how: one.typeOnly ? 'type' : 'value',
        names: namesIn(text.slice(one.importStart, one.start)),
        ...(importType === undefined ? {} : { importType }),
      });
    }
    return mentionsMore.test(text) ? [...imports, ...rarelyWritten(text)] : imports;
  } catch {
    // The type checker says what is wrong with it; what it imports is still to be looked at.
    return importsByWords(text);
  }
}

/** The names in the braces of an import, or of an export from elsewhere. */
export function namesIn(statement: string): readonly string[] {
  const [, braced] = /\{([^{}]*)\}/.exec(statement) ?? [];
  if (braced === undefined) return [];
  // Whether each is a name is for whoever uses them to see: a pattern for all letters takes long to be made.
  return braced.split(',').flatMap((one) => /^\s*(?:type\s+(?!as\b))?([^\s,]+)/.exec(one)?.[1] ?? []);
}

/** What a file may import, as far as words tell: of declarations of packages too many are harmless, as none of them runs. */
export function importsByWords(text: string): readonly WrittenImport[] {
  const found: WrittenImport[] = [];
  for (const [, , specifier = ''] of text.matchAll(quotedImport)) found.push({ specifier, how: 'type' });
  return [...found, ...references(text)];
}

/** Whether a file that has `import(...)` means it as code: TypeScript has it among types, too. */
export async function importsAtRunTime(text: string): Promise<boolean> {
  const tree = await parseSource(text);
  return (
    tree !== undefined && findNode(tree, ({ type }) => type === 'Import' || type === 'ImportExpression') !== undefined
  );
}

const quotedImport = /\b(?:from|import|require|module)\s{0,20}\(?\s{0,20}(["'])([^"'\\\r\n]{1,500})\1/g;
const augmentation = /\bmodule\s{1,20}(["'])([^"'\\\r\n]{1,500})\1/g;
const referenceComment =
  /^[ \t]{0,100}\/\/\/[ \t]{0,100}<reference[ \t]{1,100}(path|types)[ \t]{0,100}=[ \t]{0,100}(["'])([^"'\r\n]{1,500})\2/gm;
const mentionsMore = /\/\/\/\s{0,100}<reference|\bmodule\s{1,20}["']|@import\b|\*.{0,200}\bimport\(/;

function rarelyWritten(text: string): readonly WrittenImport[] {
  const found: WrittenImport[] = [];
  for (const [, , specifier = ''] of text.matchAll(augmentation)) found.push({ specifier, how: 'type' });
  // Comments of JavaScript can import types.
  for (const comment of blockComments(text)) {
    for (const [, , specifier = ''] of comment.matchAll(quotedImport)) found.push({ specifier, how: 'type' });
  }
  return [...found, ...references(text)];
}

function references(text: string): readonly WrittenImport[] {
  const found: WrittenImport[] = [];
  for (const { 0: whole, 1: kind, 3: specifier = '', index } of text.matchAll(referenceComment)) {
    const end = index + whole.length;
    const start = end - specifier.length - 2;
    found.push({ specifier, start, end, how: kind === 'path' ? 'reference' : 'types' });
  }
  return found;
}

function* blockComments(text: string): Generator<string> {
  for (let start = text.indexOf('/**'); start !== -1; ) {
    const end = text.indexOf('*/', start);
    if (end === -1) return;
    yield text.slice(start, end);
    start = text.indexOf('/**', end);
  }
}
