import process from 'node:process';

/** One thing at a revision. */
export interface TreeEntry {
  readonly is: 'file' | 'link' | 'submodule';
  readonly object: string;
  /** From the top of the repository, with `/`. */
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
 * Reads what `git ls-tree -r -z --full-tree` lists. Installed packages that somebody has committed are left out, as they
 * are taken from the present, and so is any path that leads out of the repository, as only a damaged one has it.
 */
export function treeEntries(listed: string, platform: NodeJS.Platform = process.platform): readonly TreeEntry[] {
  return listed.split('\0').flatMap((line): readonly TreeEntry[] => {
    const found = /^(\d+) \w+ ([0-9a-f]+)\t([\s\S]+)$/.exec(line);
    const [, mode = '', object = '', path = ''] = found ?? [];
    const is = sorts[mode];
    if (is === undefined) return [];
    const isPlain = path
      .split('/')
      .every((part) => isPlainName(part) && (platform !== 'win32' || isFileOnWindows(part)));
    return isPlain ? [{ is, object, path }] : [];
  });
}

/** What macOS does not see in a name. */
const unseen = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** File systems take names for the same that differ in letter case, in what nobody sees, or in dots and blanks at the end. */
function isPlainName(part: string): boolean {
  if (['', '.', '..'].includes(part) || part.includes('\\')) return false;
  const [name = ''] = part.replace(unseen, '').normalize('NFKC').toLowerCase().split(':', 1);
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end -= 1;
  return !['.git', 'git~1', 'node_modules'].includes(name.slice(0, end));
}

/** Devices that are in every folder of Windows, whatever comes after a dot. */
const device = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$) *(?:[.:]|$)/i;

/** Neither a device, nor a stream of another file (`a:b`), nor a name that stands for another one. */
const isFileOnWindows = (part: string): boolean => !/[\p{Cc}<>:"|?*]|[. ]$/u.test(part) && !device.test(part);
