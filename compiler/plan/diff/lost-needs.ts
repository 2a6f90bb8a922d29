import { reachingIn } from '../../flatten/meeting.ts';
import { unmetText } from '../../kinds/needs.ts';
import type { Manifest, ManifestProject } from '../../model.ts';
import { predecessors } from './predecessors.ts';

/** What used to meet a need that nothing meets any more. */
export interface LostConnection {
  /** Of the earlier revision. */
  readonly address: string;
  readonly key: string;
  /** It is not declared any more, is another thing now, or does not come down to the project. */
  readonly because: 'removed' | 'changed' | 'stopped';
}

/** The connections that are gone, by what is said of the need that they met. */
export function lostNeeds(from: Manifest, to: Manifest): ReadonlyMap<string, readonly LostConnection[]> {
  const needy = to.projects.filter(({ needs = [] }) => needs.length > 0);
  const [earlier, later] = [reachingIn(from), reachingIn(to)];
  const projects = new Map(from.projects.map((one) => [one.id, one]));
  const { successorOf } = predecessors(from, to);
  const becauseOf = (address: string, project: ManifestProject): LostConnection['because'] => {
    const successor = successorOf(address);
    if (successor === undefined) return 'removed';
    return later.of(project).includes(successor) ? 'changed' : 'stopped';
  };
  return new Map(
    needy.flatMap((project) => {
      const before = projects.get(project.id);
      if (before === undefined) return [];
      return (project.needs ?? [])
        .filter((need) => later.meeting(need, project).length === 0)
        .map((need) => {
          const lost = earlier
            .meeting(need, before)
            .map(({ address, key }) => ({ address, key, because: becauseOf(address, project) }));
          return [unmetText(need, project.id), lost] as const;
        });
    }),
  );
}
