import type { UsageReader } from '../live/usage-reader.ts';
import type { Live, Plan } from '../model.ts';
import { projectsToAsk, withUsages } from '../plan/usages.ts';
import { serverAccess } from './live-source.ts';
import type { SourceOptions } from './options.ts';
import type { Shell } from './shell.ts';

/**
 * The plan with what points at the connections that it destroys, as the source of the live state says. A plan that
 * destroys nothing asks nothing.
 */
export async function withKnownUsages(plan: Plan, live: Live, options: SourceOptions, shell: Shell): Promise<Plan> {
  const projects = projectsToAsk(plan, live);
  if (projects.length === 0) return plan;
  const reader = await readerFor(options, shell);
  return withUsages(plan, live, await reader?.readUsages(projects));
}

/** A snapshot has no build configurations and no VCS roots: nobody can be asked. */
async function readerFor(options: SourceOptions, shell: Shell): Promise<UsageReader | undefined> {
  if (options.snapshot !== undefined) return undefined;
  // Most plans destroy nothing, and need neither.
  if (options.dataDir !== undefined) {
    return (await import('../live/file-usage-reader.ts')).fileUsageReader(options.dataDir);
  }
  return (await import('../live/rest-usage-reader.ts')).restUsageReader(serverAccess(options, shell));
}
