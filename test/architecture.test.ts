import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('..', import.meta.url));

/** The rooms of the compiler in the order in which data passes them: each may import those before it. */
const rooms = [
  'files',
  'sandbox',
  'typecheck',
  'revisions',
  'load',
  'check',
  'flatten',
  'live',
  'ledger',
  'plan',
  'secrets',
  'apply',
  'decompile',
  'render',
] as const;
const shared = ['compiler/model', 'compiler/model.ts', 'compiler/once.ts', 'compiler/diagnostics', 'compiler/kinds'];

const mayImport: Readonly<Record<string, readonly string[]>> = {
  dsl: [],
  schemas: [],
  // Stages carry the kinds that a stack brings along, as the files describe them.
  'compiler/model': ['schemas'],
  'compiler/model.ts': ['compiler/model'],
  'compiler/once.ts': [],
  'compiler/diagnostics': [],
  'compiler/kinds': ['schemas', 'compiler/diagnostics', 'compiler/model', 'compiler/model.ts'],
  ...Object.fromEntries(
    rooms.map((room, index) => [
      `compiler/${room}`,
      [...shared, ...rooms.slice(0, index).map((earlier) => `compiler/${earlier}`)],
    ]),
  ),
  'compiler/compile.ts': [...shared, 'compiler/load', 'compiler/check', 'compiler/flatten', 'compiler/later-passes.ts'],
  'compiler/later-passes.ts': ['compiler/check', 'compiler/flatten'],
  'compiler/index.ts': [...shared, 'compiler/compile.ts', ...rooms.map((room) => `compiler/${room}`)],
  'compiler/cli': [...shared, 'compiler/compile.ts', ...rooms.map((room) => `compiler/${room}`)],
  fixtures: [],
};

/** Where the outside world may be touched: files, processes, the network, the clock, chance. */
const edges = [
  'compiler/files',
  'compiler/sandbox',
  'compiler/typecheck',
  'compiler/revisions',
  'compiler/load',
  'compiler/live',
  'compiler/secrets',
  'compiler/apply',
  'compiler/cli',
];
/** Pure computation that happens to come with Node. */
const pureModules = ['node:crypto', 'node:path'];
/** Libraries that only one room may load: heavy, or the very thing that the room is there for. */
const onlyIn: Readonly<Record<string, readonly string[]>> = {
  // Its compiler takes the types out of files that are too large for the native one.
  'ts-morph': ['compiler/sandbox', 'compiler/decompile'],
  // It bundles the page of the HTML report when that is generated.
  esbuild: ['schemas'],
  'oxc-transform': ['compiler/sandbox'],
  'enhanced-resolve': ['compiler/files'],
  '@babel/parser': ['compiler/load'],
  'es-module-lexer': ['compiler/load'],
  'cjs-module-lexer': ['compiler/load'],
  commander: ['compiler/cli'],
  picocolors: ['compiler/render'],
};

interface Import {
  readonly file: string;
  readonly unit: string;
  readonly target: string;
}

function sourceFiles(folder: string): readonly string[] {
  return (
    readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
      // Examples of messages are programs of users, and wrong on purpose.
      .filter((name) => name.endsWith('.ts') && !name.startsWith('messages'))
      .map((name) => join(folder, name).replaceAll('\\', '/'))
  );
}

/** The room of a file, or the file itself for those that stand beside the rooms. */
function unitOf(file: string): string {
  const [folder = '', second = ''] = file.split('/');
  return folder === 'compiler' ? `compiler/${second}` : folder;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(top, file), 'utf8');
  const specifiers = [
    ...text.matchAll(/^(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'/gm),
    ...text.matchAll(/^import\s+'([^']+)'/gm),
    ...text.matchAll(/\bimport\('([^']+)'\)/g),
  ].map(([, specifier = '']) => specifier);
  return specifiers.map((specifier) => ({
    file,
    unit: unitOf(file),
    target: specifier.startsWith('.') ? relative(top, join(top, dirname(file), specifier)) : specifier,
  }));
}

const imports = ['dsl', 'schemas', 'compiler', 'fixtures'].flatMap(sourceFiles).flatMap(importsOf);
const inner = imports.filter(({ target }) => /^(dsl|schemas|compiler|fixtures|test)\//.test(target));
const outer = imports.filter((one) => !inner.includes(one));
const shown = ({ file, target }: Import): string => `${file} imports ${target}`;

describe('the rooms', () => {
  it('are where the imports are read from', () => {
    expect(inner.length).toBeGreaterThan(100);
  });

  it('import only what stands before them', () => {
    const wrong = inner.filter(({ unit, target }) => {
      const other = unitOf(target);
      return other !== unit && !mayImport[unit]?.includes(other);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it('are not imported by fixtures, which use the public packages as a user would', () => {
    const own = outer.filter(({ unit, target }) => unit !== 'fixtures' && /^(plugboard(\/|$)|#)/.test(target));
    // The command line starts the embedded server and the demo, which are fixtures.
    expect(own.map(shown).sort()).toEqual([
      'compiler/cli/commands/demo.ts imports #demo',
      'compiler/cli/commands/sandbox.ts imports plugboard/sandbox',
    ]);
  });

  it('have no cycle among them', () => {
    const edgesOf = new Map<string, Set<string>>();
    for (const { unit, target } of inner) {
      if (unit !== unitOf(target)) edgesOf.set(unit, (edgesOf.get(unit) ?? new Set()).add(unitOf(target)));
    }
    const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
      [...(edgesOf.get(from) ?? [])].some(
        (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
      );
    expect([...edgesOf.keys()].filter((unit) => reaches(unit, unit))).toEqual([]);
  });

  it('touch the outside world only at the edges', () => {
    const wrong = outer.filter(
      ({ unit, target }) =>
        target.startsWith('node:') &&
        !pureModules.includes(target) &&
        !edges.includes(unit) &&
        !['fixtures', 'schemas'].includes(unit),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('use the clock, chance and the network only at the edges', () => {
    const pure = ['dsl', 'compiler'].flatMap(sourceFiles).filter((file) => !edges.includes(unitOf(file)));
    const wrong = pure.filter((file) =>
      /\b(Date\.now|new Date\b|Math\.random|performance\.now|fetch\(|setTimeout|process\.)/.test(
        readFileSync(join(top, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('keep heavy libraries to the one that needs them', () => {
    const wrong = outer.filter(({ unit, target }) => onlyIn[target] !== undefined && !onlyIn[target].includes(unit));
    expect(wrong.map(shown)).toEqual([]);
  });
});

describe('the files', () => {
  const sizes = ['dsl', 'compiler', 'fixtures']
    .flatMap(sourceFiles)
    .map((file) => ({ file, lines: readFileSync(join(top, file), 'utf8').split('\n').length }))
    .sort((a, b) => a.lines - b.lines);

  it('are small: half of them under 100 lines, nine of ten under 250', () => {
    const at = (share: number): number => sizes[Math.floor(sizes.length * share)]?.lines ?? 0;
    expect(at(0.5)).toBeLessThan(100);
    expect(at(0.9)).toBeLessThan(250);
  });

  it('have names that say what is in them', () => {
    const vague = sizes.filter(({ file }) => /(^|\/|-)(util|utils|helpers?|managers?|services?)(\/|-|\.)/.test(file));
    expect(vague.map(({ file }) => file)).toEqual([]);
  });
});
