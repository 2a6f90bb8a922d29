/** One thing in a folder at a revision. */
export interface TreeEntry {
  readonly is: 'file' | 'link' | 'submodule';
  readonly object: string;
  /** Relative to the folder, with `/`. */
  readonly path: string;
}

const sorts: Readonly<Record<string, TreeEntry['is']>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'file',
  '120000': 'link',
  '160000': 'submodule',
};

/**
 * Reads what `git ls-tree -r -z` lists of a folder. Installed packages that somebody has committed are left out, as they
 * are taken from the present, and so is any path that leads out of the folder, as only a damaged repository has it.
 */
export function treeEntries(listed: string, folder: string): readonly TreeEntry[] {
  const start = folder === '' ? '' : `${folder}/`;
  return listed.split('\0').flatMap((line): readonly TreeEntry[] => {
    const found = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    const [, mode = '', object = '', whole = ''] = found ?? [];
    const is = sorts[mode];
    if (is === undefined || !whole.startsWith(start)) return [];
    const path = whole.slice(start.length);
    const isPlain = path.split('/').every((part) => !['', '.', '..', '.git', 'node_modules'].includes(part));
    return isPlain && !path.includes('\\') ? [{ is, object, path }] : [];
  });
}
