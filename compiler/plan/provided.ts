import type { Manifest } from '../model.ts';

/** Whether the server has a connection by itself: it is nobody's to adopt, to remove or to count. */
export function isProvided({ provided = [] }: Manifest): (project: string, featureId: string) => boolean {
  const ids = new Set(provided.map(({ id }) => id));
  return (project, featureId) => project === '_Root' && ids.has(featureId);
}
