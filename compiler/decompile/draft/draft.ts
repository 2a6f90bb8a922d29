import { builtInKinds } from '../../kinds/registry.ts';
import type { LiveFeature } from '../../model.ts';
import { reservedKeys } from '../naming/reserved.ts';
import { type UniqueNames, uniqueNames } from '../naming/unique-names.ts';
import { camelCase, wordsOf } from '../naming/words.ts';
import { type WrittenConnection, writtenConnection } from './author-form.ts';
import type { SecretCall } from './connection-call.ts';
import type { Reaches } from './live-reach.ts';
import { obstacles } from './obstacles.ts';
import { type SecretNames, secretCalls } from './secret-names.ts';
import type { SelectedProject } from './selected-projects.ts';

/** A project as it is to be written. */
export interface ProjectDraft {
  readonly id: string;
  readonly parent?: string | undefined;
  readonly connections: readonly ConnectionDraft[];
  readonly projects: readonly ProjectDraft[];
}

/** A connection as it is to be written. */
export interface ConnectionDraft {
  readonly key: string;
  readonly live: LiveFeature;
  readonly written: WrittenConnection;
  readonly secretCall: SecretCall;
}

/** What drafts of a whole import share. */
export interface DraftContext {
  /** `undefined`: secrets stay as they are on the server. */
  readonly secretNames: SecretNames | undefined;
  /** The key that the ledger has for a live connection. */
  readonly keyOf: (project: string, featureId: string) => string | undefined;
  readonly reaches: Reaches;
}

/** Drafts a project and all below it. */
export function draftProject(
  { id, parent, connections, projects }: SelectedProject,
  context: DraftContext,
): ProjectDraft {
  return {
    id,
    parent,
    connections: draftConnections(id, connections, uniqueNames(reservedKeys), context),
    projects: projects.map((child) => draftProject(child, context)),
  };
}

/** Drafts connections of one project, under keys that are free there. */
export function draftConnections(
  project: string,
  connections: readonly LiveFeature[],
  keys: UniqueNames,
  context: DraftContext,
): readonly ConnectionDraft[] {
  const recorded = new Map(connections.map(({ id }) => [id, context.keyOf(project, id)]));
  for (const key of recorded.values()) if (key !== undefined) keys.take(key);
  const obstacle = obstacles(project, context.reaches);
  return connections.map((live) => {
    const written = writtenConnection(live, builtInKinds, obstacle);
    const words = wordsOf(live.properties['displayName'] ?? '');
    return {
      key: recorded.get(live.id) ?? keys.take(camelCase(words) || written.kind.name),
      live,
      written,
      secretCall: secretCalls(context.secretNames, project, words, written.kind),
    };
  });
}
