import { expect, it } from 'vitest';
import { treeEntries } from '../../compiler/revisions/tree-entries.ts';

const line = (mode: string, path: string, type = 'blob'): string => `${mode} ${type} 0123abc\t${path}\0`;

it('files, links and submodules are listed', () => {
  const listed = [
    line('100644', 'infra/plugboard.ts'),
    line('100755', 'infra/a b/ü\nx.ts'),
    line('120000', 'infra/link'),
    line('160000', 'infra/sub', 'commit'),
  ].join('');
  expect(treeEntries(listed)).toEqual([
    { is: 'file', object: '0123abc', path: 'infra/plugboard.ts' },
    { is: 'file', object: '0123abc', path: 'infra/a b/ü\nx.ts' },
    { is: 'link', object: '0123abc', path: 'infra/link' },
    { is: 'submodule', object: '0123abc', path: 'infra/sub' },
  ]);
});

it('nothing of a damaged repository leads out of it, and committed packages are left out', () => {
  const paths = ['../x.ts', 'a/../../x.ts', '/etc/x.ts', 'a//x.ts', './x.ts', '.git/config', 'a\\..\\x.ts'];
  const packages = ['node_modules/a/index.js', 'b/node_modules/c.ts'];
  expect(treeEntries([...paths, ...packages].map((path) => line('100644', path)).join(''))).toEqual([]);
  expect(treeEntries('not what Git writes\0')).toEqual([]);
});

it.each([
  'Node_Modules/a.ts',
  'a/NODE_MODULES/b.ts',
  'node_modules./a.ts',
  'node_modules . /a.ts',
  'node\u200c_modules/a.ts',
  'node_modules::$INDEX_ALLOCATION/a.ts',
  '.GIT/config.ts',
  'a/.Git./x.ts',
  '.g\u200dit/x.ts',
  'GIT~1/x.ts',
  '.git',
])('`%s` is left out, as some file system takes it for packages or for Git’s own', (path) => {
  expect(treeEntries(line('100644', path))).toEqual([]);
});

it.each([
  'a:b.ts',
  'a.ts:$DATA',
  'CON',
  'nul.ts',
  'a/Com1.x.ts',
  'COM¹',
  'aux .ts',
  'a.ts.',
  'a /b.ts',
  'a?.ts',
  'a\tb.ts',
])('`%s` is left out on Windows, and a name like others elsewhere', (path) => {
  expect(treeEntries(line('100644', path), 'win32')).toEqual([]);
  expect(treeEntries(line('100644', path), 'linux')).toHaveLength(1);
});

it.each(['console.ts', 'a/.gitattributes.ts', 'null.ts', '.github/x.ts', '...', 'my node_modules.ts', 'com10.ts'])(
  '`%s` is a name like others',
  (path) => {
    expect(treeEntries(line('100644', path), 'linux')).toHaveLength(1);
    if (path !== '...') expect(treeEntries(line('100644', path), 'win32')).toHaveLength(1);
  },
);

it('very long lists and names take time in proportion', () => {
  const begin = performance.now();
  treeEntries(line('100644', `${'a'.repeat(1_000_000)}/${'. '.repeat(1_000_000)}`));
  treeEntries('1'.repeat(5_000_000));
  treeEntries(line('100644', 'a/'.repeat(1_000_000)));
  expect(performance.now() - begin).toBeLessThan(10_000);
});
