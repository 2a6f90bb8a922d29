import { expect, it } from 'vitest';
import { treeEntries } from '../../../compiler/load/revisions/tree-entries.ts';

const line = (mode: string, path: string, type = 'blob'): string => `${mode} ${type} 0123abc\t${path}\0`;

it('files, links and submodules of the folder are listed', () => {
  const listed = [
    line('100644', 'infra/plugboard.ts'),
    line('100755', 'infra/a b/ü\nx.ts'),
    line('120000', 'infra/link'),
    line('160000', 'infra/sub', 'commit'),
  ].join('');
  expect(treeEntries(listed, 'infra')).toEqual([
    { is: 'file', object: '0123abc', path: 'plugboard.ts' },
    { is: 'file', object: '0123abc', path: 'a b/ü\nx.ts' },
    { is: 'link', object: '0123abc', path: 'link' },
    { is: 'submodule', object: '0123abc', path: 'sub' },
  ]);
});

it('nothing of a damaged repository leads out of the folder, and committed packages are left out', () => {
  const paths = ['../x.ts', 'a/../../x.ts', '/etc/x.ts', 'a//x.ts', './x.ts', '.git/config', 'a\\..\\x.ts'];
  const packages = ['node_modules/a/index.js', 'b/node_modules/c.ts'];
  expect(treeEntries([...paths, ...packages].map((path) => line('100644', path)).join(''), '')).toEqual([]);
  expect(treeEntries(line('100644', 'elsewhere/x.ts'), 'infra')).toEqual([]);
  expect(treeEntries('not what Git writes\0', '')).toEqual([]);
});
