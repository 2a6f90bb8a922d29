import * as z from 'zod';
import { type Code, catalogue } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import type { Declared, DeclaredProject } from '../model.ts';

// `z.record` would look at every property of ten thousand connections again, which the kinds' schemas do anyway.
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const call = z.int().positive();

const connection = z.object({
  call,
  key: z.string(),
  kind: z.string(),
  properties: z.custom<Readonly<Record<string, unknown>>>(isRecord),
  adopt: z.string().optional(),
  formerly: z.string().optional(),
  protect: z.boolean().optional(),
});

const project: z.ZodType<DeclaredProject> = z.object({
  call,
  id: z.string(),
  name: z.string().optional(),
  parent: z.string().optional(),
  exclusive: z.boolean(),
  needs: z.array(
    z.union([
      z.object({ kind: z.string(), properties: z.record(z.string(), z.string()) }),
      z.object({ use: z.string(), host: z.string().optional() }),
    ]),
  ),
  connections: z.array(connection),
  get projects() {
    return z.array(project);
  },
});

const declared: z.ZodType<Declared> = z.object({
  stack: z.string(),
  edition: z.enum(['on-premises', 'cloud']),
  rules: z.record(z.string(), z.enum(['off', 'hint', 'warning', 'error'])).optional(),
  root: project,
  policies: z.array(z.object({ call, name: z.string(), manifest: z.boolean(), plan: z.boolean() })).optional(),
});

const fault = z.object({
  code: z.custom<Code>((value) => typeof value === 'string' && Object.hasOwn(catalogue, value)),
  message: z.string(),
  hint: z.string().optional(),
  call: call.optional(),
  path: z.array(z.string()).optional(),
  at: z.literal('name').optional(),
  unknown: z.string().optional(),
  known: z.array(z.string()).optional(),
});

const result = z.union([z.object({ declared }), z.object({ faults: z.array(fault) })]);

/** What a program declares, or why it declares nothing. */
export type Reading = { readonly declared: Declared } | { readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads the JSON text that comes out of the sandbox. A program can tamper with everything in there, so nothing about
 * the text is taken for granted.
 */
export function readDeclared(text: string): Reading {
  const reading = result.safeParse(parsed(text));
  if (!reading.success) {
    return {
      diagnostics: [
        diagnostic(
          'PB105',
          'What the program exports was not made by `root`, `project` and the functions of the kinds.',
          {
            hint: 'Let the functions that `plugboard` exports make it, and leave what they return as it is.',
          },
        ),
      ],
    };
  }
  return 'declared' in reading.data ? reading.data : { diagnostics: reading.data.faults.map(describe) };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value, deepest) ? value : undefined;
  } catch {
    return undefined;
  }
}

// What is nested deeper would fill the stacks of the passes to come.
const deepest = 500;

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  // Most of tens of thousands of values are texts: no function is called for one.
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && !isShallow(inner, levels - 1)) return false;
  }
  return true;
}

function describe({ code, message, hint, call: number, path, at, unknown, known }: z.infer<typeof fault>): Diagnostic {
  const [near] = unknown === undefined ? [] : nearNames(unknown, known ?? []);
  const advice = hint ?? (near === undefined ? undefined : `Did you mean \`${near}\`?`);
  return diagnostic(code, message, {
    ...(number === undefined ? {} : { place: { call: number, path, at } }),
    ...(advice === undefined ? {} : { hint: advice }),
  });
}
