const sign = 'Written by `plugboard import`';

/** The first line of every file that import writes: by it the next import knows that it may edit the file. */
const marker = `// ${sign}. It is yours to edit: the next import changes only what has changed on the server.`;

/** Whether a file has that first line, whatever else has been made of it since. */
export const isWrittenByImport = (text: string): boolean => (text.split('\n', 1)[0] ?? '').includes(sign);

/** Something that a module takes from another file of the stack. */
export interface LocalImport {
  readonly name: string;
  /** Relative to the module, which stands in the same folder: `payments.ts`. */
  readonly file: string;
}

/** A file of a stack. */
export interface ModuleParts {
  /** Names from `plugboard`; each may come several times. */
  readonly builders: readonly string[];
  readonly locals: readonly LocalImport[];
  readonly statements: readonly string[];
}

/** The text of a file: marker, imports, statements. */
export function moduleText({ builders, locals, statements }: ModuleParts): string {
  const imports = [importLine(sortedNames(builders), 'plugboard'), ...localImports(locals)];
  return `${[`${marker}\n${imports.join('\n')}`, ...statements].join('\n\n')}\n`;
}

function localImports(locals: readonly LocalImport[]): readonly string[] {
  const files = [...new Set(locals.map(({ file }) => file))].sort(compareFiles);
  return files.map((file) =>
    importLine(sortedNames(locals.filter((one) => one.file === file).map(({ name }) => name)), `./${file}`),
  );
}

/** `import { a, b } from './c.ts';`, on several lines where that is too long. */
export function importLine(names: readonly string[], from: string): string {
  const line = `import { ${names.join(', ')} } from '${from}';`;
  // A formatter leaves a single name on its line, however long that gets.
  return line.length <= 120 || names.length === 1
    ? line
    : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${from}';`;
}

/** Each once, as biome sorts them. */
export const sortedNames = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].sort((a, b) => compare(inOrder(a), inOrder(b)));

/** `A` before `a`, and both before `B`. */
const inOrder = (name: string): string =>
  name.replace(/./g, (letter) => `${letter.toLowerCase()}${letter === letter.toLowerCase() ? 1 : 0}`);

/** By name, whatever the extension: `payments.ts` stands before `payments-backend.ts`. */
export const compareFiles = (a: string, b: string): number => compare(a.replace(/\.ts$/, ''), b.replace(/\.ts$/, ''));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
