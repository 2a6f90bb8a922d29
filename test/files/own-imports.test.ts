import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../compiler/diagnostics/cut-text.ts';
import { openFiles } from './opened.ts';

const outside = " leads out of the stack's folder.";

describe('an import of a file of the stack', () => {
  const files = {
    'stack/a.ts': '',
    'stack/a.js': '',
    'stack/m.mts': '',
    'stack/plain.js': '',
    'stack/plain.mjs': '',
    'stack/data.json': '{}',
    'stack/folder/index.ts': '',
    'stack/folder.ts': '',
    'stack/short/index.mjs': '',
    'stack/described/package.json': '{ "main": "m.js" }',
    'stack/described/m.js': '',
    'stack/inner/inner.ts': '',
    'stack/index.ts': '',
  };

  it.each([
    ['./a', 'a.ts'],
    ['./a.ts', 'a.ts'],
    ['./a.js', 'a.ts'],
    ['./m', 'm.mts'],
    ['./m.mjs', 'm.mts'],
    ['./plain', 'plain.js'],
    ['./plain.mjs', 'plain.mjs'],
    ['./data', 'data.json'],
    ['./data.json', 'data.json'],
    ['./folder', 'folder.ts'],
    ['./folder/', 'folder/index.ts'],
    ['./short', 'short/index.mjs'],
    ['./described', 'described/m.js'],
    ['.', 'index.ts'],
    ['./', 'index.ts'],
  ])('%s is %s', (specifier, file) => {
    expect(openFiles(files).runs(specifier)).toBe(`stack/${file}`);
  });

  it.each([
    ['..', 'index.ts'],
    ['../', 'index.ts'],
    ['../folder/index.js', 'folder/index.ts'],
  ])('%s from below is %s', (specifier, file) => {
    expect(openFiles(files).runs(specifier, 'stack/inner/inner.ts')).toBe(`stack/${file}`);
  });
});

describe('an import of what is no file of code', () => {
  it.each([
    ['./teems.ts', 'PB102 There is no `./teems.ts`.'],
    ['./style.css', 'PB109 `.css` files cannot be imported.'],
    ['./page.tsx', 'PB109 `.tsx` files cannot be imported.'],
    ['./page', 'PB109 `.tsx` files cannot be imported.'],
    ['./old.cjs', 'PB109 `.cjs` files cannot be imported.'],
    ['./binary.node', 'PB109 `.node` files cannot be imported.'],
    ['./types', 'PB109 `.d.ts` files cannot be imported.'],
    ['./types.d.ts', 'PB109 `.d.ts` files cannot be imported.'],
    ['./README', 'PB109 `./README` is not code or JSON.'],
    ['./empty', 'PB102 `./empty` is a folder, and there is no `index.ts` in it.'],
    ['./teams.ts/', 'PB102 There is no `./teams.ts/`.'],
    ['./pipe', 'PB137 `./pipe` cannot be read. It is a link, a folder, a device or a pipe.'],
    ['./pipe.ts', 'PB137 `./pipe.ts` cannot be read. It is a link, a folder, a device or a pipe.'],
    ['./zero.ts', `PB103 \`./zero.ts\`${outside}`],
    ['./nowhere.ts', 'PB102 `./nowhere.ts` is a link that leads to nothing.'],
    ['./round.ts', 'PB102 `./round.ts` is a link that leads to nothing.'],
    ['./teams.ts?raw', 'PB109 `./teams.ts?raw` is not code or JSON.'],
    ['.\\teams.ts', 'PB102 `.\\teams.ts` has a backslash, which some systems take for a slash.'],
    ['./a\nb.ts', 'PB137 `./a\\nb.ts` cannot be read. Its name has characters that cannot be seen.'],
    [
      './a\0/../teams.ts',
      'PB137 `./a\\u{0000}/../teams.ts` cannot be read. Its name has characters that cannot be seen.',
    ],
    ['/etc/hostname.ts', `PB103 \`/etc/hostname.ts\`${outside}`],
    ['C:\\teams.ts', `PB103 \`C:\\teams.ts\`${outside}`],
    ['c:/teams.ts', `PB103 \`c:/teams.ts\`${outside}`],
    ['\\\\host\\teams.ts', `PB103 \`\\\\host\\teams.ts\`${outside}`],
    ['file:///teams.ts', `PB103 \`file:///teams.ts\`${outside}`],
    ['fs', 'PB102 `fs` is part of Node.js, which a program does not have.'],
    ['node:fs', 'PB102 `node:fs` is part of Node.js, which a program does not have.'],
    [
      `./${'a'.repeat(300)}`,
      `PB102 There is no \`./${'a'.repeat(118)}…(102 characters left out)…${'a'.repeat(80)}\` (${digestOf(`./${'a'.repeat(300)}`)}).`,
    ],
  ])('%s is refused in one sentence', (specifier, said) => {
    const files = {
      'stack/teams.ts': '',
      'stack/style.css': '',
      'stack/page.tsx': '',
      'stack/page.js': '',
      'stack/old.cjs': '',
      'stack/binary.node': '',
      'stack/types.d.ts': '',
      'stack/README': '',
      'stack/empty/a.ts': '',
      'stack/zero.ts': { link: '/dev/zero' },
      'stack/nowhere.ts': { link: 'none.ts' },
      'stack/round.ts': { link: 'round.ts' },
    };
    expect(openFiles(files, { pipes: ['stack/pipe.ts'] }).runs(specifier)).toBe(said);
  });

  it('has types where it is a declaration of some', () => {
    const { types } = openFiles({ 'stack/types.d.ts': '', 'stack/page.tsx': '' }, { pipes: ['stack/pipe.ts'] });
    expect(['./types', './types.js', './page', './pipe'].map((one) => types(one))).toEqual([
      'stack/types.d.ts',
      'stack/types.d.ts',
      undefined,
      undefined,
    ]);
  });

  it('names what was probably meant', () => {
    const { folder, resolver } = openFiles({ 'stack/team/registry.ts': '' });
    const hintFor = (specifier: string): string | undefined => {
      const found = resolver.forEngine(join(folder, 'stack/plugboard.ts'), specifier, 'import');
      return 'code' in found ? found.hint : undefined;
    };
    expect(hintFor('./team/regstry.ts')).toBe('Did you mean `./team/registry.ts`?');
    expect(hintFor('./team/Registry.ts')).toBe('Did you mean `./team/registry.ts`?');
    expect(hintFor('./other.ts')).toBe('Correct the path.');
  });
});

describe('a name with odd letters', () => {
  it.each([
    'with space',
    "with 'quotes' \"",
    '#hash',
    '100%20',
    'ünï',
    '\u202eright to left',
    '(1)',
    '[id]',
    'a:b',
    '$&',
  ])('is a name: %s', (name) => {
    const { runs, types, stack, folder } = openFiles({ [`stack/${name}.ts`]: '', [`stack/${name}/index.ts`]: '' });
    for (const specifier of [`./${name}`, `./${name}.ts`, `./${name}.js`]) {
      expect([runs(specifier), types(specifier)]).toEqual([`stack/${name}.ts`, `stack/${name}.ts`]);
    }
    expect(runs(`./${name}/`)).toBe(`stack/${name}/index.ts`);
    expect(stack.nameOf(join(folder, 'stack', `${name}.ts`))).toBe(`${name}.ts`);
  });
});

describe('a link', () => {
  const files = {
    'outside/a.ts': '',
    'stack/inside/a.ts': '',
    'stack/file.ts': { link: 'inside/a.ts' },
    'stack/folder': { link: 'inside' },
    'stack/chain.ts': { link: 'folder/a.ts' },
    'stack/out.ts': { link: '../outside/a.ts' },
    'stack/out-gone.ts': { link: '../outside/gone.ts' },
    'stack/outside': { link: '../outside' },
    'stack/outside-gone': { link: '../outside/gone' },
    'stack/twice': { link: 'outside' },
  };

  it('that stays in the folder is followed', () => {
    const { folder, runs, resolver } = openFiles(files);
    for (const specifier of ['./file', './file.ts', './folder/a', './chain.ts']) {
      expect(runs(specifier)).toBe('stack/inside/a.ts');
    }
    expect(resolver.forTypes(join(folder, 'stack/plugboard.ts'), './folder/a.ts')).toEqual({
      file: join(folder, 'stack/inside/a.ts'),
      seen: join(folder, 'stack/folder/a.ts'),
    });
  });

  it('that leads out is refused, and does not tell whether there is something', () => {
    const { runs, types } = openFiles(files);
    for (const there of [
      './out',
      './out.ts',
      './outside/a',
      './outside/a.ts',
      './twice/a',
      './outside',
      '../outside/a',
    ]) {
      const gone = there.replace('out.ts', 'out-gone.ts').replace('/a', '/gone');
      for (const specifier of [there, gone, `./outside/deeper${there.slice(1)}`]) {
        expect([runs(specifier), types(specifier)]).toEqual([`PB103 \`${specifier}\`${outside}`, undefined]);
      }
    }
    expect(runs('./outside-gone/a.ts')).toBe(`PB103 \`./outside-gone/a.ts\`${outside}`);
    expect(runs('./outside/../inside/a.ts')).toBe('stack/inside/a.ts');
  });

  it.each(['a(1,1): error TS1000: x', ' h', 'i ', 'error TS2322: y'])(
    'is refused whatever it is called: %s',
    (name) => {
      const { runs, types } = openFiles({ 'outside/a.ts': '', [`stack/${name}`]: { link: '../outside' } });
      expect([runs(`./${name}/a.ts`), types(`./${name}/a.ts`)]).toEqual([
        `PB103 \`./${name}/a.ts\`${outside}`,
        undefined,
      ]);
    },
  );
});

describe('ten thousand imports', () => {
  it('cost little', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `team-${index % 100}/project-${index}.ts`);
    const { folder, resolver } = openFiles(Object.fromEntries(names.map((name) => [`stack/${name}`, ''])));
    const importer = join(folder, 'stack/plugboard.ts');
    const before = performance.now();
    for (const name of names) {
      const found = resolver.forEngine(importer, `./${name}`, 'import');
      const typed = resolver.forTypes(importer, `./${name}`);
      if ('code' in found || found.file !== typed?.file) throw new Error(name);
    }
    // Ten times as long as it takes on a quiet machine.
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
