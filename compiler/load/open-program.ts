import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { openResolver } from '../files/resolver.ts';
import { sourceReader } from '../files/source-reader.ts';
import { openStackFolder } from '../files/stack-folder.ts';
import { usualMegabytes } from '../sandbox/protocol.ts';
import { openSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { TypedProgram } from '../typecheck/typed-program.ts';
import { type ProgramFiles, readModuleGraph } from './graph/module-graph.ts';
import type { ModuleGraph } from './graph/whole-program.ts';
import { kindsModuleName } from './kinds-module-name.ts';
import type { LoadOptions } from './load-options.ts';

/** A program that is about to be read, and where it is going to run. */
export interface OpenProgram {
  readonly files: ProgramFiles;
  readonly sandbox: Sandbox;
  readonly megabytes: number;
  /** Reads it from its first file on, or from another file of the stack; the sandbox gets what was read. */
  readonly read: (first?: string) => Promise<ModuleGraph>;
  /** What the type checker is to look at. */
  readonly typed: (...graphs: readonly ModuleGraph[]) => TypedProgram;
}

/** Opens a program, or says why there is none. */
export function openProgram(
  stackFile: string,
  { packagesOf, root, limits }: Pick<LoadOptions, 'packagesOf' | 'root' | 'limits'>,
): OpenProgram | Diagnostic {
  const folder = openStackFolder(stackFile, { packagesOf, root });
  if ('code' in folder) return folder;
  const files = { folder, resolver: openResolver(folder), reader: sourceReader(folder) };
  const megabytes = limits?.megabytes ?? usualMegabytes;
  const sandbox = openSandbox({ megabytes });
  return {
    files,
    sandbox,
    megabytes,
    read: (first = folder.stackFile) => {
      // The builders of a stack's own kinds say which there are, also to a program that only needs them.
      const kinds = join(folder.path, kindsModuleName);
      const all = folder.follow(kinds) === kinds ? [first, kinds] : [first];
      return readModuleGraph(files, all, sandbox.add);
    },
    typed: (...graphs) => {
      const own = new Map(graphs.flatMap(({ ownFiles }) => [...ownFiles]));
      const sources = new Map(graphs.flatMap((graph) => [...graph.sources]));
      return {
        folder: folder.path,
        files: [...new Set(graphs.flatMap(({ typedFiles }) => typedFiles))],
        nameOf: (file) => own.get(file),
        sourceOf: (name) => sources.get(name),
        paths: files.resolver.paths,
        bytes: graphs.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    },
  };
}
