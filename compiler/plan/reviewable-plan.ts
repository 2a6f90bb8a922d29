import * as z from 'zod';
import type { Plan } from '../model.ts';
import { readSavedPlan } from './saved-plan.ts';

// A plan file comes from a job that anybody may have had a hand in: its every part is looked at before it is shown.
const text = z.string();
const count = z.number().int().nonnegative();
const secret = z.union([
  z.object({ secret: z.literal('env'), name: text, revision: count.optional() }),
  z.object({ secret: z.literal('file'), path: text, revision: count.optional() }),
  z.object({
    secret: z.literal('vault'),
    mount: text,
    path: text,
    key: text,
    version: count.optional(),
    revision: count.optional(),
  }),
  z.object({ secret: z.literal('command'), command: z.array(text), revision: count.optional() }),
]);
const property = z.object({
  property: text,
  featureProperty: text,
  before: text.optional(),
  after: z.union([text, secret, z.object({ connection: text })]).optional(),
  sensitive: z.boolean(),
  sentRevision: count.optional(),
  formerSecret: z.union([secret, z.object({ secret: z.literal('keep') })]).optional(),
  resend: z.enum(['value-differs', 'rotation']).optional(),
});
const effect = z.object({
  effect: z.enum(['gains', 'loses', 'edited', 'switches']),
  projects: count,
  from: text.optional(),
  to: text.optional(),
  lastOfKind: count.optional(),
});
const usage = z.object({
  by: z.enum(['build-configuration', 'template', 'vcs-root', 'project-feature', 'connection']),
  project: text,
  id: text,
  name: text,
  type: text.optional(),
  property: text,
});
const project = z.object({
  target: z.literal('project'),
  action: z.enum(['create', 'update']),
  id: text,
  name: text,
  formerName: text.optional(),
  parent: text,
});
const connection = z.object({
  target: z.literal('connection'),
  action: z.enum(['create', 'update', 'delete', 'replace', 'adopt', 'move', 'record', 'forget']),
  reason: z.enum([
    ...(['declared', 'differs', 'not-declared', 'exclusive-project', 'kind-changed', 'deleted-on-server'] as const),
    ...(['adopt-line', 'adopt-matching', 'interrupted-create', 'renamed-key', 'ledger-behind', 'rotation'] as const),
  ]),
  address: text,
  previousAddress: text.optional(),
  project: text,
  key: text,
  kind: text,
  providerType: text,
  displayName: text,
  featureId: text.optional(),
  seen: z.object({ properties: z.record(text, text), hidden: z.array(text) }).optional(),
  properties: z.array(property),
  unchanged: count,
  effects: z.array(effect).optional(),
  usedBy: z.union([z.array(usage), z.literal('unknown')]).optional(),
  lostSecrets: z.array(text).optional(),
});
const document: z.ZodType<{ readonly errored: boolean; readonly plugboard: { readonly plan: Plan } }> = z.object({
  errored: z.boolean(),
  plugboard: z.object({
    plan: z.object({
      stack: text,
      source: z.object({ kind: z.literal('server'), url: text }),
      changes: z.array(z.discriminatedUnion('target', [project, connection])),
      unchanged: count,
      unmanaged: z.array(z.object({ project: text, connections: count })),
      audiences: z.array(z.array(text)),
    }),
  }),
});

/** A plan that can be shown to a reviewer, read from nothing but its file. */
export interface ReviewablePlan {
  readonly plan: Plan;
  /** Whether it had errors, with which it is never applied. */
  readonly errored: boolean;
}

/** Reads a plan file for its review; undefined where it is none that Plugboard saved of a server. */
export function readReviewablePlan(file: string): ReviewablePlan | undefined {
  // Its seal first: what was changed by hand is refused with words of its own.
  readSavedPlan(file);
  const { success, data } = document.safeParse(JSON.parse(file));
  return success ? { plan: data.plugboard.plan, errored: data.errored } : undefined;
}
