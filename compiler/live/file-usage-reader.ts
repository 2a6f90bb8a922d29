import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import { pointersOf } from '../kinds/pointers.ts';
import type { Usage } from '../model.ts';
import { type BuildConfig, featuresOf, readBuildConfig, readVcsRootConfig } from './build-config.ts';
import { cannotRead } from './cannot-read.ts';
import { type ProjectConfig, readProjectConfig } from './project-config.ts';
import { findProjectFiles, type ProjectFile } from './project-files.ts';
import { connectionType, type FoundUsage, type UsageReader } from './usage-reader.ts';

/** What one project's folder holds, each by its id. */
interface ProjectFolder {
  readonly id: string;
  readonly config: ProjectConfig;
  readonly builds: ReadonlyMap<string, BuildConfig>;
  readonly vcsRoots: ReadonlyMap<string, ReturnType<typeof readVcsRootConfig>>;
}

/**
 * Finds out from the files of a server, or of versioned settings, what points at connections. The files of all projects
 * are read: templates of one can be used in another. All that cannot be read are named at once (PB409).
 */
export function fileUsageReader(path: string): UsageReader {
  return {
    readUsages: async (tops) => {
      const unreadable: Diagnostic[] = [];
      const folders: ProjectFolder[] = [];
      for (const file of (await findProjectFiles(path)) ?? []) {
        const config = await read(file.path, readProjectConfig, file.id, path, unreadable);
        const builds = await readAll(file, 'buildTypes', readBuildConfig, path, unreadable);
        const vcsRoots = await readAll(file, 'vcsRoots', readVcsRootConfig, path, unreadable);
        if (config !== undefined) folders.push({ id: file.id, config, builds, vcsRoots });
      }
      if (unreadable.length > 0) throw new Failure(unreadable);
      const templates = new Map(folders.flatMap(({ builds }) => [...builds].filter(([, one]) => one.isTemplate)));
      return within(tops, folders).flatMap((folder) => usagesIn(folder, templates));
    },
  };
}

function usagesIn(
  { id: project, config, builds, vcsRoots }: ProjectFolder,
  templates: ReadonlyMap<string, BuildConfig>,
): readonly FoundUsage[] {
  return [
    ...[...builds].flatMap(([id, build]) =>
      featuresOf(build, (template) => templates.get(template)).flatMap(({ type, parameters }) =>
        usages(parameters, {
          by: build.isTemplate ? 'template' : 'build-configuration',
          project,
          id,
          name: build.name ?? id,
          type,
        }),
      ),
    ),
    ...[...vcsRoots].flatMap(([id, { name = id, type, parameters }]) =>
      usages(parameters, { by: 'vcs-root', project, id, name, type }),
    ),
    ...config.extensions
      .filter(({ type }) => type !== connectionType)
      .flatMap(({ id, type, parameters }) =>
        usages(parameters, { by: 'project-feature', project, id, name: type, type }),
      ),
  ];
}

const usages = (properties: Readonly<Record<string, string>>, user: Omit<Usage, 'property'>): readonly FoundUsage[] =>
  pointersOf(properties).map((pointer) => ({ ...user, ...pointer }));

/** The folders of these projects and of those below them. */
function within(tops: readonly string[], folders: readonly ProjectFolder[]): readonly ProjectFolder[] {
  const byId = new Map(folders.map((folder) => [folder.id.toLowerCase(), folder]));
  const wanted = new Set(tops.map((id) => id.toLowerCase()));
  // A file says nothing of a parent where that is the root.
  if (wanted.has('_root')) return folders;
  const isWithin = (folder: ProjectFolder | undefined, seen: ReadonlySet<string>): boolean =>
    folder !== undefined &&
    !seen.has(folder.id) &&
    (wanted.has(folder.id.toLowerCase()) ||
      isWithin(byId.get(folder.config.parentId?.toLowerCase() ?? ''), new Set([...seen, folder.id])));
  return folders.filter((folder) => isWithin(folder, new Set()));
}

async function readAll<T>(
  file: ProjectFile,
  folder: string,
  parse: (text: string) => T,
  directory: string,
  unreadable: Diagnostic[],
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  const path = join(dirname(file.path), folder);
  const names = await readdir(path).catch(() => []);
  for (const name of names.filter((one) => one.endsWith('.xml')).sort()) {
    const parsed = await read(join(path, name), parse, file.id, directory, unreadable);
    if (parsed !== undefined) found.set(basename(name, '.xml'), parsed);
  }
  return found;
}

async function read<T>(
  path: string,
  parse: (text: string) => T,
  project: string,
  directory: string,
  unreadable: Diagnostic[],
): Promise<T | undefined> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    unreadable.push(cannotRead({ id: project, path }, directory, error));
    return undefined;
  }
}
