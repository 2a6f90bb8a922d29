import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { reachingIn } from '../flatten/meeting.ts';
import { unmetHint, unmetText } from '../kinds/needs.ts';
import { kindsFor } from '../kinds/registry.ts';
import type { Change, LiveProject, Manifest, ManifestConnection, Plan } from '../model.ts';
import { once } from '../once.ts';
import { afterPlan } from './after-plan.ts';

/**
 * Needs that are not met on the server as a plan leaves it (PB301). Only here it is known what reaches a project from
 * parents that the stack does not declare, and what nobody declared shadows.
 */
export function brokenNeeds(
  manifest: Manifest,
  live: { readonly projects: readonly LiveProject[] },
  plan: Plan,
): readonly Diagnostic[] {
  const needy = manifest.projects.filter(({ needs = [] }) => needs.length > 0);
  if (needy.length === 0) return [];
  const after = afterPlan(live, plan);
  const left = reachingIn(after);
  const before = once(() => afterPlan(live, { ...plan, changes: [] }));
  return needy.flatMap(({ id, needs = [] }) => {
    const project = after.projects.find((one) => one.id === id);
    if (project === undefined) return [];
    return needs.flatMap((need) => {
      if (left.meeting(need, project).length > 0) return [];
      const earlier = before().projects.find((one) => one.id === id);
      const used = earlier === undefined ? [] : reachingIn(before()).meeting(need, earlier);
      const gets = left.of(project).map(({ address }) => `\`${address}\``);
      return [
        diagnostic('PB301', unmetText(need, id), {
          address: id,
          notes: [
            gets.length === 0 ? `No connection reaches \`${id}\`.` : `\`${id}\` gets: ${gets.join(', ')}.`,
            ...used.map((one) => `\`${one.address}\` reaches it now. ${fate(one, plan.changes)}`),
          ],
          hint: unmetHint(need, id, kindsFor(manifest.kinds)),
        }),
      ];
    });
  });
}

/** What a plan does with a connection. */
function fate({ address }: ManifestConnection, changes: readonly Change[]): string {
  const change = changes.find(
    (one) => one.target === 'connection' && (one.address === address || one.previousAddress === address),
  );
  if (change === undefined) return 'What this plan changes keeps it from that.';
  const done = change.action === 'delete' ? 'deletes' : change.action === 'replace' ? 'replaces' : 'changes';
  return `This plan ${done} it.`;
}
