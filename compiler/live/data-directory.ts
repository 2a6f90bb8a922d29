import { readFile } from 'node:fs/promises';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure, fail } from '../diagnostics/failure.ts';
import { parentsFirst } from '../flatten/parents-first.ts';
import type { Live, LiveFeature, LiveProject } from '../model.ts';
import { cannotRead } from './cannot-read.ts';
import { type ProjectConfig, type ProjectExtension, readProjectConfig } from './project-config.ts';
import { findProjectFiles, type ProjectFile } from './project-files.ts';

const rootId = '_Root';

/**
 * Reads the live state from the files of a TeamCity server: its data directory, a versioned-settings folder, or a
 * single `project-config.xml`. Values of secrets, also scrambled ones, are left where they are. All files that cannot
 * be read are named at once (PB409).
 */
export async function readDataDirectory(path: string): Promise<Live> {
  const files = await findProjectFiles(path);
  if (files === undefined) {
    throw fail('PB408', `\`${path}\` is no TeamCity data directory and no versioned-settings folder.`, {
      notes: [
        'Looked for `config/projects/<id>/project-config.xml`, `.teamcity/<id>/project-config.xml` and `<id>/project-config.xml`.',
      ],
      hint: 'Give the folder that holds `config`, or the one that holds `.teamcity`.',
    });
  }
  const unreadable: Diagnostic[] = [];
  const projects: LiveProject[] = [];
  for (const file of files) {
    try {
      projects.push(liveProject(file, readProjectConfig(await readFile(file.path, 'utf8'))));
    } catch (error) {
      unreadable.push(cannotRead(file, path, error));
    }
  }
  if (unreadable.length > 0) throw new Failure(unreadable);
  return { source: { kind: 'data-directory', path }, projects: parentsFirst(withRoot(withSpelling(projects))) };
}

/** TeamCity finds a parent whatever the case of its id in the file, and answers it as the parent spells itself. */
function withSpelling(projects: readonly LiveProject[]): readonly LiveProject[] {
  const spelling = new Map(projects.map(({ id }) => [id.toLowerCase(), id]));
  return projects.map((project) => ({
    ...project,
    parent: project.parent && (spelling.get(project.parent.toLowerCase()) ?? project.parent),
  }));
}

function liveProject({ id }: ProjectFile, { name, parentId, archived, extensions }: ProjectConfig): LiveProject {
  const features = extensions.map(liveFeature);
  return {
    id,
    name: name ?? id,
    // A file says nothing of a parent where that is the root.
    parent: id === rootId ? undefined : (parentId ?? rootId),
    archived,
    readOnly: false,
    connections: features.filter(({ type }) => type === 'OAuthProvider'),
    ledgers: features.filter(({ type }) => type === 'plugboard'),
    versionedSettings: features.findLast(({ type }) => type === 'versionedSettings'),
  };
}

/** The same view as the REST API gives: a secret that holds a value has a name and nothing else. */
function liveFeature({ id, type, parameters }: ProjectExtension): LiveFeature {
  const entries = Object.entries(parameters);
  const isHidden = ([name, value]: readonly [string, string]): boolean => name.startsWith('secure:') && value !== '';
  return {
    id,
    type,
    properties: Object.fromEntries(entries.filter((entry) => !isHidden(entry))),
    hidden: entries.filter(isHidden).map(([name]) => name),
  };
}

/** A folder of settings rarely holds the root and not always every parent; the root is there on any server. */
function withRoot(projects: readonly LiveProject[]): readonly LiveProject[] {
  if (projects.some(({ id }) => id === rootId)) return projects;
  const root = { id: rootId, name: '<Root project>', archived: false, readOnly: false, connections: [], ledgers: [] };
  return [root, ...projects];
}
