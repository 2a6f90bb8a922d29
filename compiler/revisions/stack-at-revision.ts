import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import { folderListing } from '../files/folder-listing.ts';
import { foldersUpFrom } from '../files/stack-folder.ts';
import { temporaryFolder } from '../files/temporary-folder.ts';
import { installedIn } from '../files/workspaces.ts';
import { layOut } from './lay-out.ts';
import { pathInRepository, type StackRepository } from './repository.ts';
import { stackFiles } from './stack-files.ts';

/** A stack as it was at a revision. */
export interface StackAtRevision {
  /** Its folder, or undefined where the revision has no such program. */
  readonly folder: string | undefined;
  /** The widest folder whose files it may import, at the same depth as the repository's. */
  readonly root: string | undefined;
  /**
   * Files that are not in it: those of submodules, those that are kept in Git LFS, what is too large, and names that
   * this machine cannot hold.
   */
  readonly absent: readonly string[];
  readonly remove: () => void;
}

/**
 * Lays out a stack and the packages of its workspace as they were, with links to the packages that are installed now, or
 * to those that are installed in another folder (`packagesOf`, without links).
 * Git's plumbing is asked for the files, so that no hook and no filter runs and nothing is noted in the repository.
 */
export async function stackAtRevision(
  repository: StackRepository,
  commit: string,
  program: string,
  packagesOf?: string,
): Promise<StackAtRevision> {
  const found = await stackFiles(repository, commit, program);
  if (found === undefined) return { folder: undefined, root: undefined, absent: [], remove: () => undefined };
  const { top, stackFolder, root } = repository;
  const copy = temporaryFolder();
  try {
    // At the same depth as the stack itself, as packages can be installed in any folder above it.
    const copyOf = (path: string): string => join(copy.path, relative(parse(path).root, path));
    const inRepository = (path: string): string => pathInRepository(repository, path);
    const wasThere = (path: string): boolean =>
      [...found.files.keys()].some((file) => file.startsWith(`${inRepository(path)}/`));
    const copies = new Map(
      repository.workspacePackages.map((path) => [path, wasThere(path) ? copyOf(path) : undefined]),
    );
    const packages = repository.workspacePackages.filter(wasThere);
    mkdirSync(copyOf(top), { recursive: true });
    const leftOut = layOut(found, copyOf(top), [stackFolder, ...packages].map(inRepository));
    if (packagesOf !== undefined) {
      linkPackages(join(packagesOf, 'node_modules'), join(copyOf(stackFolder), 'node_modules'), new Map());
    } else {
      for (const folder of [...foldersUpFrom(stackFolder), ...packages]) {
        linkPackages(join(folder, 'node_modules'), join(copyOf(folder), 'node_modules'), copies);
      }
    }
    return {
      folder: copyOf(stackFolder),
      root: copyOf(root),
      absent: [...found.absent, ...leftOut],
      remove: copy.remove,
    };
  } catch (error) {
    copy.remove();
    throw error;
  }
}

/**
 * Gives a copied folder the packages that are installed in its place now. Those of the workspace are copies, too, or
 * were not there yet (undefined).
 */
function linkPackages(from: string, to: string, copies: ReadonlyMap<string, string | undefined>): void {
  if (!existsSync(from)) return;
  const listing = folderListing();
  const installed = copies.size === 0 ? [] : installedIn(from, listing);
  const targetOf = (path: string): string => (listing.isLink(path) ? listing.follow(path) : undefined) ?? path;
  if (!installed.some((path) => copies.has(targetOf(path)))) {
    symlinkSync(from, to, 'dir');
    return;
  }
  for (const path of installed) {
    const target = copies.has(targetOf(path)) ? copies.get(targetOf(path)) : path;
    const place = join(to, relative(from, path));
    mkdirSync(dirname(place), { recursive: true });
    if (target !== undefined && listing.kindOf(path) === 'folder') symlinkSync(target, place, 'dir');
  }
}
