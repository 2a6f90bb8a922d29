import { Failure } from '../diagnostics/failure.ts';
import { readGranted } from '../live/permissions.ts';
import type { ServerAccess } from '../live/server-address.ts';
import type { Live, Plan } from '../model.ts';
import { missingPermissions, neededPermissions } from '../plan/missing-permissions.ts';
import { lockHome } from './lock-home.ts';

/** Fails (PB620) where the server says that the token may not make the changes of a plan: at most two questions to it. */
export async function demandPermissions(access: ServerAccess, plan: Plan, live: Live): Promise<void> {
  const needed = neededPermissions(plan, live, lockHome(plan));
  const granted = await Promise.all(
    [...needed.keys()].map(async (permission) => [permission, await readGranted(access, permission)] as const),
  );
  const missing = missingPermissions(needed, new Map(granted));
  if (missing.length > 0) throw new Failure(missing);
}
