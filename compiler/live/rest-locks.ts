import * as z from 'zod';
import type { Lock } from '../model.ts';
import { readJson } from './read-json.ts';
import type { ServerAccess } from './server-address.ts';

/** The feature type of locks. */
export const lockType = 'plugboard-lock';

const feature = z.object({
  id: z.string(),
  properties: z.object({ property: z.array(z.object({ name: z.string(), value: z.string().optional() })) }),
});
const answer = z.object({
  project: z
    .array(
      z.object({
        id: z.string(),
        projectFeatures: z.object({ projectFeature: z.array(feature).optional() }).optional(),
      }),
    )
    .optional(),
});

/** The locks of all stacks on a server: one request, however many projects there are. */
export async function readLocks(access: ServerAccess): Promise<readonly Lock[]> {
  const locator = `projectFeature:(type:${lockType}),count:1000`;
  const fields = `project(id,projectFeatures($locator(type:${lockType}),projectFeature(id,properties(property(name,value)))))`;
  const path = `/projects?locator=${encodeURIComponent(locator)}&fields=${encodeURIComponent(fields)}`;
  const { project = [] } = await readJson(access, path, answer);
  return project.flatMap(({ id, projectFeatures }) =>
    (projectFeatures?.projectFeature ?? []).map((one) => lockOf(id, one)),
  );
}

function lockOf(project: string, { id, properties }: z.infer<typeof feature>): Lock {
  const values = new Map(properties.property.map(({ name, value }) => [name, value ?? '']));
  const text = (name: string): string => values.get(name) ?? '';
  return {
    id,
    project,
    stack: text('stack'),
    run: text('run'),
    owner: text('owner'),
    since: text('since'),
    machine: text('machine'),
    process: Number(text('process')),
    held: text('held') === 'true',
  };
}
