/**
 * A plan that is kept in a file until somebody has reviewed it.
 *
 * It is only ever compared with a fresh one: what is applied is the fresh one, where both agree about all that they
 * touch. So a file can do no more than what the program and the server say anyway, and what goes on elsewhere on the
 * server does not matter. A seal tells whether the file is still what was saved.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Failure, fail } from '../diagnostics/failure.ts';
import type { Manifest } from '../model.ts';
import { canonical } from './canonical.ts';
import type { PlanOptions } from './plan.ts';

/** What of a plan file is looked at. */
export interface SavedPlan {
  readonly manifestFingerprint: string;
  readonly options: Omit<PlanOptions, 'resend'>;
  readonly plan: {
    readonly stack: string;
    readonly source: {
      readonly kind: string;
      readonly url?: string | undefined;
      readonly serverId?: string | undefined;
    };
    readonly changes: readonly SavedChange[];
  };
}

export interface SavedChange {
  readonly action: string;
  readonly id?: string | undefined;
  readonly address?: string | undefined;
  readonly seen?:
    | {
        readonly properties: Readonly<Record<string, string>>;
        readonly hidden: readonly string[];
      }
    | undefined;
}

const savedChange: z.ZodType<SavedChange> = z.looseObject({
  action: z.string(),
  id: z.string().optional(),
  address: z.string().optional(),
  seen: z.object({ properties: z.record(z.string(), z.string()), hidden: z.array(z.string()) }).optional(),
});
const savedPlan: z.ZodType<SavedPlan> = z.object({
  manifestFingerprint: z.string(),
  options: z.object({
    allowReplace: z.boolean().optional(),
    adoptMatching: z.boolean().optional(),
    allowDestroy: z.union([z.number(), z.literal('any')]).optional(),
    refreshOnly: z.boolean().optional(),
  }),
  plan: z.looseObject({
    stack: z.string(),
    source: z.looseObject({ kind: z.string(), url: z.string().optional(), serverId: z.string().optional() }),
    changes: z.array(savedChange),
  }),
});
const sealed = z.object({ format_version: z.string(), plugboard: z.looseObject({ seal: z.string() }) });
const document: z.ZodType<{ readonly plugboard: SavedPlan }> = z.object({ plugboard: savedPlan });

/** Identifies a manifest: a saved plan is good only for the program that it was made from. */
export const manifestFingerprint = (manifest: Manifest): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** What a review names a plan by: every byte of the file counts. */
export const planFileDigest = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** Adds the seal to a document that holds a plan. How it is laid out does not matter, everything that it says does. */
export function seal<T extends { readonly plugboard: object }>(unsealed: T): T {
  return { ...unsealed, plugboard: { ...unsealed.plugboard, seal: sealOf(unsealed) } };
}

const sealOf = (unsealed: object): string => createHash('sha256').update(canonical(unsealed)).digest('hex');

type SavedOption = keyof SavedPlan['options'];

const flags: Readonly<Record<SavedOption, string>> = {
  allowReplace: '--allow-replace',
  adoptMatching: '--adopt-matching',
  allowDestroy: '--allow-destroy',
  refreshOnly: '--refresh-only',
};

/** Refuses (PB507) to apply a plan with options other than those that it was made and reviewed with. */
export function refuseOtherOptions(saved: SavedPlan, given: PlanOptions): void {
  const names = Object.keys(flags) as readonly SavedOption[];
  const other = names.filter((name) => given[name] !== undefined && given[name] !== saved.options[name]);
  if (other.length === 0) return;
  const asked = other.map((name) => written(flags[name], given[name])).join(' and ');
  const made = names.flatMap((name) =>
    saved.options[name] === undefined ? [] : written(flags[name], saved.options[name]),
  );
  throw fail('PB507', `A saved plan is applied as it was made: ${asked} cannot be added now.`, {
    notes: [
      `It was made ${made.length === 0 ? 'without such options' : `with ${made.join(' and ')}`}.`,
      'Nothing was written to the server.',
    ],
    hint: `Leave it out, or make a new plan with it: \`plugboard plan ${other.map((name) => bare(flags[name], given[name])).join(' ')} -o FILE\`.`,
  });
}

const bare = (flag: string, value: unknown): string => (value === true ? flag : `${flag} ${value}`);
const written = (flag: string, value: unknown): string => `\`${bare(flag, value)}\``;

/**
 * Reads a plan file. Fails (PB507) where it is none, of a format that this version does not know, or changed since it was
 * saved.
 */
export function readSavedPlan(text: string): SavedPlan {
  const content = parsed(text);
  const outline = sealed.safeParse(content);
  if (!outline.success) throw newer(content) ?? notUsable('The file is no plan that Plugboard saved.');
  if (!/^1\./.test(outline.data.format_version)) throw newer(content) ?? notUsable('The file has an unknown format.');
  const { seal: found, ...plugboard } = outline.data.plugboard;
  const unsealed = { ...z.looseObject({}).parse(content), plugboard };
  if (found !== sealOf(unsealed)) throw notUsable('The plan file was changed after it was saved.');
  const read = document.safeParse(content);
  if (!read.success) throw notUsable('The file is no plan that Plugboard saved.');
  return read.data.plugboard;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function newer(content: unknown): Failure | undefined {
  const version = z.object({ format_version: z.string() }).safeParse(content);
  if (!version.success || /^1\./.test(version.data.format_version)) return undefined;
  const found = version.data.format_version.slice(0, 20);
  return notUsable(`The plan file has format ${found}; this version of Plugboard reads 1.x.`);
}

const notUsable = (message: string): Failure =>
  fail('PB507', message, {
    notes: ['Nothing was written to the server.'],
    hint: 'Make a new one with `plugboard plan -o FILE`, and have it reviewed.',
  });
