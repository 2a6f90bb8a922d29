import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { fail } from '../diagnostics/failure.ts';
import type { Change, Manifest, Plan } from '../model.ts';

/**
 * A plan as it was saved. Only ever compared with a fresh one: what is applied is the fresh one, where both agree.
 */
export interface SavedPlan {
  readonly manifestFingerprint: string;
  readonly plan: {
    readonly stack: string;
    readonly source: { readonly kind: string; readonly url?: string | undefined };
    readonly changes: readonly { readonly id?: string | undefined; readonly address?: string | undefined }[];
  };
}

const savedPlan: z.ZodType<SavedPlan> = z.object({
  manifestFingerprint: z.string(),
  plan: z.looseObject({
    stack: z.string(),
    source: z.looseObject({ kind: z.string(), url: z.string().optional() }),
    changes: z.array(z.looseObject({ id: z.string().optional(), address: z.string().optional() })),
  }),
});
const document: z.ZodType<{ readonly plugboard: SavedPlan }> = z.object({
  format_version: z.string().regex(/^1\./),
  plugboard: savedPlan,
});

/** Identifies a manifest: a saved plan is good only for the program that it was made from. */
export const manifestFingerprint = (manifest: Manifest): string =>
  createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** Reads a plan file; fails (PB507) where it is none, or of a format that this version does not know. */
export function readSavedPlan(text: string): SavedPlan {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined;
  }
  const parsed = document.safeParse(content);
  if (parsed.success) return parsed.data.plugboard;
  const version = z.object({ format_version: z.string() }).safeParse(content);
  throw fail(
    'PB507',
    version.success && !/^1\./.test(version.data.format_version)
      ? `The plan file has format ${version.data.format_version}; this version of Plugboard reads 1.x.`
      : 'The file is no plan that Plugboard saved.',
    { hint: 'Make a new one with `plugboard plan -o FILE`.' },
  );
}

/**
 * What keeps a saved plan from being applied: another server, another program, or something that it touches and that
 * moved since. Changes elsewhere on the server do not matter.
 */
export function movedSince(saved: SavedPlan, manifest: Manifest, now: Plan): readonly Diagnostic[] {
  const server = now.source.kind === 'server' ? now.source.url : now.source.path;
  if (saved.plan.source.url !== server) {
    const other = saved.plan.source.url ?? 'files';
    return [diagnostic('PB507', `The plan was made against ${other}, and this is ${server}.`)];
  }
  if (saved.plan.stack !== now.stack || saved.manifestFingerprint !== manifestFingerprint(manifest)) {
    return [
      diagnostic('PB507', 'The program has changed since the plan was made.', {
        hint: 'Apply the plan from the commit that it was made from, or make a new one.',
      }),
    ];
  }
  const before = new Map(saved.plan.changes.map((change) => [nameOf(change), canonical(change)]));
  const after = new Map(now.changes.map((change) => [nameOf(change), canonical(change)]));
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) =>
      moved(
        name,
        before.has(name),
        now.changes.find((change) => nameOf(change) === name),
      ),
    );
}

const nameOf = ({ id, address }: { readonly id?: unknown; readonly address?: unknown }): string =>
  String(address ?? id);

/** Absent and undefined are the same, and the order of keys means nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function moved(name: string, wasPlanned: boolean, now: Change | undefined): Diagnostic {
  const what =
    now === undefined
      ? 'is as wanted by now, or gone'
      : wasPlanned
        ? `has changed on the server: the action would now be \`${now.action}\` with other values`
        : `needs a change that the plan does not have (\`${now.action}\`)`;
  return diagnostic('PB603', `\`${name}\` ${what}.`, {
    address: name,
    notes: ['Nothing was written to the server.'],
    hint: 'Make a new plan, review it, and apply that.',
  });
}
