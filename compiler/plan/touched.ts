import * as z from 'zod';
import { fail } from '../diagnostics/failure.ts';
import type { Change, ConnectionChange, ProjectChange } from '../model.ts';

/** What a change touches, without what it does to it. Every change of a plan is one. */
export type Touched =
  | Pick<ProjectChange, 'target' | 'action' | 'id' | 'name' | 'parent'>
  | Pick<ConnectionChange, 'target' | 'action' | 'address' | 'project' | 'kind' | 'displayName' | 'featureId'>;

/** The changes that a file speaks of. */
export interface TouchedFile {
  readonly stack: string;
  readonly changes: readonly Touched[];
}

const action = <Action extends Change['action']>(...actions: readonly Action[]): z.ZodType<Action> => z.enum(actions);

const touched: z.ZodType<Touched> = z.discriminatedUnion('target', [
  z.object({
    target: z.literal('project'),
    action: action('create', 'update'),
    id: z.string(),
    name: z.string(),
    parent: z.string(),
  }),
  z.object({
    target: z.literal('connection'),
    action: action('create', 'update', 'delete', 'replace', 'adopt', 'move', 'record', 'forget'),
    address: z.string(),
    project: z.string(),
    kind: z.string(),
    displayName: z.string(),
    featureId: z.string().optional(),
  }),
]);
const document: z.ZodType<{ readonly plugboard: { readonly plan: TouchedFile } }> = z.object({
  format_version: z.string().regex(/^1\./),
  plugboard: z.object({ plan: z.object({ stack: z.string(), changes: z.array(touched) }) }),
});

/** Reads what a saved plan, or a diff written as JSON, touches; fails (PB507) where the file is neither. */
export function readTouched(text: string): TouchedFile {
  try {
    return document.parse(JSON.parse(text)).plugboard.plan;
  } catch {
    throw fail('PB507', 'The file is no plan that Plugboard saved.', {
      hint: 'Make one with `plugboard plan -o FILE`, or with `plugboard diff REV --format json`.',
    });
  }
}
