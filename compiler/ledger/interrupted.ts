import type { LedgerEntry, LiveFeature, LiveProject } from '../model.ts';
import type { Ownership } from './ownership.ts';

/**
 * The connection that an interrupted apply made and whose id it could not record any more: one of this provider type
 * and name that was not there when the intent was written, and that nobody owns. The name is the intent's: the program
 * may have another one by now.
 */
export function madeByIntent(
  { before, displayName }: LedgerEntry,
  providerType: string | undefined,
  project: LiveProject,
  ownership: Ownership,
): LiveFeature | undefined {
  return project.connections.find(
    ({ id, properties }) =>
      !before?.includes(id) &&
      (providerType === undefined || properties['providerType'] === providerType) &&
      properties['displayName'] === displayName &&
      ownership.ownerOf(project.id, id) === undefined,
  );
}
