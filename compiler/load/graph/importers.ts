import type { OwnImport } from './whole-program.ts';

/** Which imports lead to each module of a program. */
export interface Importers {
  /** Notes an import of a module: by one of the stack's own files, or by the module of a package that is named. */
  readonly note: (module: string, by: OwnImport | string) => void;
  /** Where the stack's own files lead to a module, themselves or through packages; the first such place. */
  readonly importOf: (module: string) => OwnImport | undefined;
}

export function importersOfModules(): Importers {
  const importers = new Map<string, (OwnImport | string)[]>();
  return {
    note: (module, by) => {
      const known = importers.get(module);
      if (known === undefined) importers.set(module, [by]);
      else known.push(by);
    },
    importOf: (module) => {
      const seen = new Set([module]);
      for (const next of seen) {
        for (const by of importers.get(next) ?? []) {
          if (typeof by !== 'string') return by;
          seen.add(by);
        }
      }
      return undefined;
    },
  };
}
