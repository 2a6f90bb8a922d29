import * as z from 'zod';
import { type Code, catalogue } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import type { Declared, DeclaredConnection, DeclaredProject } from '../model.ts';

const call = z.int().positive();

/** Nearly all of the text are connections: they are checked as they stand, as to copy each costs several times as much. */
const connections = z.custom<readonly DeclaredConnection[]>(
  (value) => Array.isArray(value) && value.every(isConnection),
);

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
  connections,
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

/** Most of tens of thousands of values are texts: no function is called for one, and no list made of them. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  if (Array.isArray(value)) return value.every((inner) => isShallow(inner, levels - 1));
  for (const name in value) {
    const inner = (value as Readonly<Record<string, unknown>>)[name];
    if (typeof inner === 'object' && !isShallow(inner, levels - 1)) return false;
  }
  return true;
}

function isConnection(value: unknown): value is DeclaredConnection {
  if (!isRecord(value)) return false;
  for (const name in value) if (!isMember(name, value[name])) return false;
  return 'call' in value && 'key' in value && 'kind' in value && 'properties' in value;
}

function isMember(name: string, value: unknown): boolean {
  switch (name) {
    case 'call':
      return Number.isSafeInteger(value) && Number(value) > 0;
    case 'key':
    case 'kind':
    case 'adopt':
    case 'formerly':
      return typeof value === 'string';
    case 'protect':
      return typeof value === 'boolean';
    // The kinds' schemas judge what is in there.
    case 'properties':
      return isRecord(value);
    default:
      return false;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function describe({ code, message, hint, call: number, path, at, unknown, known }: z.infer<typeof fault>): Diagnostic {
  const [near] = unknown === undefined ? [] : nearNames(unknown, known ?? []);
  const advice = hint ?? (near === undefined ? undefined : `Did you mean \`${near}\`?`);
  return diagnostic(code, message, {
    ...(number === undefined ? {} : { place: { call: number, path, at } }),
    ...(advice === undefined ? {} : { hint: advice }),
  });
}
