import { hasErrors } from '../../diagnostics/diagnostic.ts';
import type { ConnectionAction, Drift } from '../../model.ts';
import { summarize } from '../../plan/summary.ts';
import type { Report } from './report.ts';

/**
 * GitLab's `artifacts:reports:terraform`: the numbers that the merge request shows. A report without them is one that
 * GitLab says could not be made, which is right where there is no plan: zeros would read as "no changes".
 */
export function gitlabTerraformForm({ planned, drift, diagnostics }: Report): string {
  if (hasErrors(diagnostics)) return '{}\n';
  if (planned !== undefined) {
    const { add, change, destroy } = summarize(planned.plan);
    return line({ create: add, update: change, delete: destroy });
  }
  return drift === undefined ? '{}\n' : line(remedied(drift));
}

interface Counts {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
}

/** What `apply` would do about a drift. */
function remedied({ items }: Drift): Counts {
  const count = (...actions: readonly ConnectionAction[]): number =>
    items.filter(({ remedy }) => remedy !== undefined && actions.includes(remedy)).length;
  return { create: count('create', 'replace'), update: count('update'), delete: count('delete', 'replace') };
}

const line = (counts: Counts): string => `${JSON.stringify(counts)}\n`;
