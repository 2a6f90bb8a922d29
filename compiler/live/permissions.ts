import * as z from 'zod';
import { Failure } from '../diagnostics/failure.ts';
import { readJson } from './read-json.ts';
import type { ServerAccess } from './server-address.ts';

/** TeamCity's permissions that changes need, by their ids. */
export type ProjectPermission = 'edit_project' | 'create_sub_project';

/** Where the token's user has a permission: in all projects, or in those with these ids. */
export type Granted = 'everywhere' | ReadonlySet<string>;

const assignments = z.object({
  permissionAssignment: z.array(
    z.object({ isGlobalScope: z.boolean().optional(), project: z.object({ id: z.string().optional() }).optional() }),
  ),
});

const fields = 'permissionAssignment(isGlobalScope,project(id))';
/** A permission of its own for each of ten thousand projects is about one megabyte. */
const limit = 32 * 1024 * 1024;

/**
 * Asks where the token's user has a permission, in one request for all projects. Undefined where the server does not
 * say: then only the write itself tells.
 *
 * Read in the sources of TeamCity's REST plugin (state of March 2024): the path, the locator, that an unknown permission is
 * refused with 400, that every project with the permission is listed, one that only has it from a project above too, and
 * that what is granted for the whole server comes without a project. Inferred: that a token which is restricted to some
 * permissions of its user is not told apart from the user, so that the answer may promise too much, and never too little.
 */
export async function readGranted(access: ServerAccess, permission: ProjectPermission): Promise<Granted | undefined> {
  const query = `locator=${encodeURIComponent(`permission:${permission}`)}&fields=${encodeURIComponent(fields)}`;
  let answer: z.infer<typeof assignments>;
  try {
    answer = await readJson(access, `/users/current/permissions?${query}`, assignments, limit);
  } catch (error) {
    if (error instanceof Failure && saysNothing(error)) return undefined;
    throw error;
  }
  const all = answer.permissionAssignment;
  if (all.some(({ isGlobalScope, project }) => isGlobalScope === true || project === undefined)) return 'everywhere';
  return new Set(all.flatMap(({ project }) => project?.id ?? []));
}

/** The server answered, but not this question. A token that is not accepted any more is another matter. */
const saysNothing = ({ diagnostics, circumstances }: Failure): boolean =>
  circumstances.status !== 401 &&
  (circumstances.status !== undefined || diagnostics.some(({ code }) => code === 'PB405'));
