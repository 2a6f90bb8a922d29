/**
 * From what is on a server to the program that declares it. Nothing is evaluated and nothing is looked up: every value
 * of the server ends up as a literal, and every name is made here.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { builtInKinds } from '../kinds/registry.ts';
import { readOwnership } from '../ledger/ownership.ts';
import type { Live } from '../model.ts';
import { type DraftContext, draftProject } from './draft/draft.ts';
import { liveReach } from './draft/live-reach.ts';
import { findReferences } from './draft/references.ts';
import { countConnections, selectProjects } from './draft/selected-projects.ts';
import { stackFiles } from './layout/stack-files.ts';
import { uniqueNames } from './naming/unique-names.ts';

export interface DecompileOptions {
  /** The name that the new stack gets. */
  readonly stackName: string;
  /** One file for each project below the root, or all in one. */
  readonly layout: 'tree' | 'single';
  /** Declare every project, also those that lead to no connection. */
  readonly all: boolean;
  /** Secrets stay as they are on the server, or each is looked for in an environment variable of its own. */
  readonly secrets: 'keep' | 'env';
}

/** A program, and what there is to say about it. */
export interface Decompiled {
  /** Texts by path, relative to the stack's folder. `plugboard.ts` is the program. */
  readonly files: ReadonlyMap<string, string>;
  /** How many live connections it declares. */
  readonly connections: number;
  /** What was left out (PB117). */
  readonly diagnostics: readonly Diagnostic[];
}

/** The program of a stack that declares what is on a server. The same live state gives the same bytes. */
export function decompile(live: Live, options: DecompileOptions): Decompiled {
  const { own, ownerOf } = readOwnership(live, options.stackName);
  const keys = new Map([...own.values()].map(({ project, key, entry }) => [`${project.id}/${entry.id}`, key]));
  const { root, edition, diagnostics } = selectProjects(live, { ...options, ownerOf });
  const context: DraftContext = {
    secretNames: options.secrets === 'env' ? uniqueNames([], '_') : undefined,
    keyOf: (project, featureId) => keys.get(`${project}/${featureId}`),
    reaches: liveReach(live, builtInKinds),
  };
  const draft = draftProject(root, context);
  return {
    files: stackFiles(draft, findReferences(draft), { ...options, edition }),
    connections: countConnections(root),
    diagnostics,
  };
}
