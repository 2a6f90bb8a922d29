import { fileUsageReader } from '../live/file-usage-reader.ts';
import { restUsageReader } from '../live/rest-usage-reader.ts';
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
  return withUsages(plan, live, await readerFor(options, shell)?.readUsages(projects));
}

/** A snapshot has no build configurations and no VCS roots: nobody can be asked. */
function readerFor(options: SourceOptions, shell: Shell): UsageReader | undefined {
  if (options.snapshot !== undefined) return undefined;
  return options.dataDir === undefined
    ? restUsageReader(serverAccess(options, shell))
    : fileUsageReader(options.dataDir);
}
