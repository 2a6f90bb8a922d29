import { describe, expect, it } from 'vitest';
import { readCompilerOutput } from '../../../compiler/load/compiler-output.ts';
import { type ImportGraph, importGraph } from '../../../compiler/load/standby/import-graph.ts';

const graph = (explained: string): ImportGraph | undefined =>
  importGraph(readCompilerOutput(explained).files, '/stack');

describe('the graph of imports', () => {
  const files = graph(`../lib/lib.es2023.d.ts
   Library 'lib.es2023.d.ts' specified in compilerOptions
shared.ts
   Imported via './shared.ts' from file 'a.ts'
   Imported via "../it's/../shared.ts" from file 'teams/it's.ts'
a.ts
   Imported via './a.ts' from file 'plugboard.ts'
   Imported via '../a.ts' from file 'teams/it's.ts'
teams/it's.ts
   Imported via './teams/it's.ts' from file 'plugboard.ts'
types/index.d.ts
   Type library referenced via 'types' from file 'a.ts' with packageId 'types/index.d.ts@1.0.0'
plugboard.ts
   Part of 'files' list in tsconfig.json
`);

  it('leads from a file to all that it concerns', () => {
    expect([...(files?.affectedBy(["/stack/teams/it's.ts"]) ?? [])]).toEqual([
      "/stack/teams/it's.ts",
      '/stack/plugboard.ts',
    ]);
    expect(new Set(files?.affectedBy(['/stack/shared.ts']))).toEqual(
      new Set(['/stack/shared.ts', '/stack/a.ts', "/stack/teams/it's.ts", '/stack/plugboard.ts']),
    );
    expect(files?.affectedBy(['/stack/types/index.d.ts']).has('/stack/a.ts')).toBe(true);
    expect([...(files?.affectedBy(['/stack/plugboard.ts']) ?? [])]).toEqual(['/stack/plugboard.ts']);
  });

  it('ends where files import each other', () => {
    const circle = graph(`a.ts
   Imported via './a.ts' from file 'b.ts'
b.ts
   Imported via './b.ts' from file 'a.ts'
`);
    expect([...(circle?.affectedBy(['/stack/a.ts']) ?? [])]).toEqual(['/stack/a.ts', '/stack/b.ts']);
  });

  it('knows the folders of files', () => {
    expect(files?.files.has('/lib/lib.es2023.d.ts')).toBe(true);
    expect(files?.hasBelow('/stack/teams')).toBe(true);
    expect(files?.hasBelow('/stack/team')).toBe(false);
  });

  it('is none where a reason is not understood', () => {
    expect(graph("a.ts\n   Imported via './a.ts' from file 'b.ts' and more 'c.ts'\n")).toBeUndefined();
  });
});
