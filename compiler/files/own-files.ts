import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);

/** The folder of this package: that of its `package.json`. */
export const ownFolder: string = ancestorWith('package.json', dirname(here));

/** Whether the compiler runs as it was built, and not from its sources. */
export const isBuilt: boolean = here.startsWith(join(ownFolder, 'dist', '/'));

// The command line is bundled for a quick start, so where this module lies says nothing of where others do.
function ancestorWith(name: string, folder: string): string {
  const parent = dirname(folder);
  return parent === folder || existsSync(join(folder, name)) ? folder : ancestorWith(name, parent);
}
