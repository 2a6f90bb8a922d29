import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { type DecompileOptions, decompile } from '../../compiler/decompile/decompile.ts';
import { mergeImport } from '../../compiler/decompile/merge/merge-import.ts';
import type { Live } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { summarize } from '../../compiler/plan/summary.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { changedServer, liveServer, referringServer } from './live-arbitraries.ts';

const options: DecompileOptions = { stackName: 'teamcity', layout: 'tree', all: false, secrets: 'keep' };

/** What a plan of an imported program against the very server says, and whatever else there is to say. */
async function roundTrip(live: Live, wanted: DecompileOptions): Promise<unknown> {
  const { files, diagnostics } = decompile(live, wanted);
  expect(diagnostics).toEqual([]);
  return planOf(files, live);
}

const folderOf = (files: ReadonlyMap<string, string>): string => temporaryFolder(Object.fromEntries(files));

async function planOf(files: ReadonlyMap<string, string>, live: Live): Promise<unknown> {
  const compiled = await compile({ stackFile: join(folderOf(files), 'plugboard.ts'), inputs: {} });
  if (compiled.manifest === undefined) return { diagnostics: compiled.diagnostics, files: [...files.values()] };
  const planned = planChanges(compiled.manifest, live);
  return {
    // What a rule finds unwise about the server is the server's own, and no difference.
    diagnostics: [...compiled.diagnostics, ...planned.diagnostics].filter(({ severity }) => severity === 'error'),
    summary: summarize(planned.plan),
    differing: planned.plan.changes.filter((change) => change.target === 'project' || change.properties.length > 0),
  };
}

const clean = (live: Live): unknown => ({
  diagnostics: [],
  summary: {
    import: live.projects.reduce((sum, { connections }) => sum + connections.length, 0),
    add: 0,
    change: 0,
    destroy: 0,
    forget: 0,
  },
  differing: [],
});

describe('any live state', () => {
  it('comes back with connections that refer to each other', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(referringServer(), fc.constantFrom('tree' as const, 'single' as const), async (live, layout) => {
        expect(await roundTrip(live, { ...options, layout })).toEqual(clean(live));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 8) },
    );
  });

  it('comes back from import, check and plan without a difference', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        liveServer(),
        fc.constantFrom('tree' as const, 'single' as const),
        fc.constantFrom('keep' as const, 'env' as const),
        async (live, layout, secrets) => {
          expect(await roundTrip(live, { ...options, layout, secrets })).toEqual(clean(live));
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 12) },
    );
  });
});

describe('any change of a server', () => {
  it('is followed by the next import, so that the plan is clean again', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        changedServer(),
        fc.constantFrom('tree' as const, 'single' as const),
        async ([before, after], layout) => {
          const wanted = { ...options, layout };
          const files = decompile(before, wanted).files;
          const { manifest } = await compile({ stackFile: join(folderOf(files), 'plugboard.ts'), inputs: {} });
          if (manifest === undefined) throw new Error('the first import does not compile');
          const merged = mergeImport({ files, manifest }, after, wanted);
          expect(await planOf(new Map([...files, ...merged.files]), after)).toEqual(clean(after));
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 8) },
    );
  });
});
