/**
 * A program that was imported before, brought to what is on the server now. Only what differs is edited: the author's
 * own code, comments and order stay as they are, byte for byte.
 */
import type { SourceFile } from 'ts-morph';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import { readOwnership } from '../../ledger/ownership.ts';
import type { Live, LiveProject, Manifest, ManifestConnection } from '../../model.ts';
import { type Match, matchConnections } from '../../plan/match.ts';
import { withKnownIds } from '../../plan/references.ts';
import type { Decompiled, DecompileOptions } from '../decompile.ts';
import type { DraftContext } from '../draft/draft.ts';
import { liveReach } from '../draft/live-reach.ts';
import { countConnections, selectProjects } from '../draft/selected-projects.ts';
import { uniqueNames } from '../naming/unique-names.ts';
import { additions } from './additions.ts';
import { editProjects } from './edit-projects.ts';
import { mendBuilderImports, usedNames } from './imports.ts';
import { projectPlacer } from './place-projects.ts';
import { type ProgramSource, readProgram } from './program-source.ts';
import { type TextEdits, textEdits } from './text-edits.ts';
import { updateDeclared } from './update-declared.ts';

/** A program that import wrote and its author may have edited, and what it means. */
export interface ImportedProgram {
  /** Texts of its files by name, `plugboard.ts` among them. */
  readonly files: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
}

/** The program with what was changed, and what went. */
export interface Merged extends Decompiled {
  /** Addresses whose connections are gone from the server, and from the program now. */
  readonly removed: readonly string[];
}

/** What the steps of a merge share. */
export interface Merge {
  readonly program: ProgramSource;
  readonly edits: TextEdits;
  /** Notes that a file needs these names from `plugboard`. */
  readonly use: (file: SourceFile, builders: readonly string[]) => void;
  readonly context: DraftContext;
  /** The kinds that the program knows, its own ones among them. */
  readonly kinds: Kinds;
}

/** Edits a program so that it declares what is on the server. Of the files, those that changed or are new come back. */
export function mergeImport({ files, manifest }: ImportedProgram, live: Live, options: DecompileOptions): Merged {
  const kinds = kindsFor(manifest.kinds);
  const ownership = readOwnership(live, manifest.stack);
  const projects = new Map(live.projects.map((project) => [project.id, project]));
  const matches = withKnownIds(matchConnections(manifest, projects, ownership).matches);
  const { root, diagnostics } = selectProjects(live, {
    all: options.all,
    stackName: manifest.stack,
    ownerOf: ownership.ownerOf,
  });
  const builders = new Map<SourceFile, string[]>();
  const merge: Merge = {
    program: readProgram(files),
    edits: textEdits(),
    kinds,
    use: (file, names) => builders.set(file, [...(builders.get(file) ?? []), ...names]),
    context: {
      secretNames: options.secrets === 'env' ? uniqueNames(environmentNames(files), '_') : undefined,
      keyOf: () => undefined,
      reaches: liveReach(live, kinds),
    },
  };
  for (const match of matches) updateDeclared(match, merge);
  const gone = goneConnections(manifest, matches, projects);
  const added = additions(root, manifest, matches, merge.context);
  const created = new Map<string, string>();
  editProjects(gone, added, projectPlacer(merge, options.layout, [...files.keys()], created), merge);

  const changed = merge.edits.changed().map((file): [string, string] => {
    const before = usedNames(file);
    file.replaceWithText(merge.edits.textOf(file));
    mendBuilderImports(file, builders.get(file) ?? [], before);
    return [file.getBaseName(), file.getFullText()];
  });
  return {
    files: new Map([...changed, ...created]),
    connections: countConnections(root),
    diagnostics,
    removed: gone.map(({ address }) => address),
  };
}

/** Taken over or made once, and no longer there. What was never there is the author's, for the next apply. */
function goneConnections(
  manifest: Manifest,
  matches: readonly Match[],
  projects: ReadonlyMap<string, LiveProject>,
): readonly ManifestConnection[] {
  const byAddress = new Map(matches.map((match) => [match.connection.address, match]));
  return manifest.connections.filter(({ address, adopt, project: id, protect }) => {
    const project = projects.get(id);
    const match = byAddress.get(address);
    if (project === undefined || protect || match?.live !== undefined) return false;
    const isAdopted = adopt !== undefined && !project.connections.some((one) => one.id === adopt);
    return isAdopted || match?.reason === 'deleted-on-server';
  });
}

function environmentNames(files: ReadonlyMap<string, string>): readonly string[] {
  return [...files.values()].flatMap((text) =>
    [...text.matchAll(/secret\.env\(\s*['"`]([^'"`]*)/g)].map(([, name = '']) => name),
  );
}
