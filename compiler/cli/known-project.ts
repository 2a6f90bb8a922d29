import { type Failure, fail } from '../diagnostics/failure.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import type { Manifest } from '../model.ts';

/** What is said (PB208) of a project that a stack or a server does not have; undefined where it has it. */
export function unknownProject(project: string, { stack, projects }: Manifest, isLive: boolean): Failure | undefined {
  const ids = projects.map(({ id }) => id);
  if (ids.includes(project)) return undefined;
  const near = nearNames(project, ids);
  const where = isLive ? 'The server has' : `Stack \`${stack}\` declares`;
  return fail('PB208', `${where} no project \`${project}\`.`, {
    hint: near.length === 0 ? 'Leave the id out to see all projects.' : `Did you mean \`${near[0]}\`?`,
  });
}
