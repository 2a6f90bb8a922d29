import type { UniqueNames } from '../naming/unique-names.ts';
import { type LocalImport, moduleText } from './module-text.ts';
import { fileVariables, type Statements, together } from './project-statements.ts';

/** Files while their statements come together. The first that is opened is the first of the stack. */
export interface OpenFiles {
  readonly variablesOf: (file: string) => UniqueNames;
  /** A variable under the first free name that no file has: one name everywhere keeps imports plain. */
  readonly takeEverywhere: (name: string) => string;
  readonly add: (file: string, statements: Statements) => void;
  /** Lets a file use what another one exports. */
  readonly use: (file: string, local: LocalImport) => void;
  readonly texts: () => ReadonlyMap<string, string>;
}

interface OpenFile {
  readonly variables: UniqueNames;
  readonly locals: Map<string, LocalImport>;
  readonly parts: Statements[];
}

/** Opens files of these names. */
export function openFiles(names: readonly string[]): OpenFiles {
  const files = new Map<string, OpenFile>();
  const open = (name: string): OpenFile => {
    const file = files.get(name) ?? { variables: fileVariables(), locals: new Map(), parts: [] };
    files.set(name, file);
    return file;
  };
  for (const name of names) open(name);
  return {
    variablesOf: (file) => open(file).variables,
    takeEverywhere: (wanted) => {
      const all = [...files.values()].map(({ variables }) => variables);
      let name = wanted;
      for (let number = 2; all.some((variables) => variables.has(name)); number += 1) name = `${wanted}${number}`;
      for (const variables of all) variables.take(name);
      return name;
    },
    add: (file, statements) => open(file).parts.push(statements),
    use: (file, local) => {
      if (local.file !== file) open(file).locals.set(local.name, local);
    },
    texts: () =>
      new Map(
        [...files]
          .filter(([, { parts }]) => parts.length > 0)
          .map(([name, { locals, parts }]) => [name, moduleText({ ...together(parts), locals: [...locals.values()] })]),
      ),
  };
}
