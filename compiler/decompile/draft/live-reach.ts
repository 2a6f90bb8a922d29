import { isWithheld } from '../../kinds/inheritance.ts';
import type { Kinds } from '../../kinds/registry.ts';
import type { Live, LiveProject } from '../../model.ts';

/** Whether a live connection of this kind and id can be used in a project. */
export type Reaches = (project: string, kind: string, id: string) => boolean;

/** What reaches what on the server, whether it is imported or not. */
export function liveReach(live: Live, kinds: Kinds): Reaches {
  const projects = new Map(live.projects.map((project) => [project.id, project]));
  return (own, kindName, id) => {
    const kind = kinds.named(kindName);
    const seen = new Set<LiveProject>();
    for (let at = projects.get(own); at !== undefined && !seen.has(at); at = projects.get(at.parent ?? '')) {
      seen.add(at);
      const isOwn = at.id === own;
      const reaches = at.connections.some(
        (one) =>
          one.id === id &&
          one.properties['providerType'] === kind?.providerType &&
          (isOwn || !isWithheld(kind, one.properties)),
      );
      if (reaches) return true;
    }
    return false;
  };
}
