import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import { type Failure, fail } from '../diagnostics/failure.ts';
import { visibleJson } from '../diagnostics/visible.ts';
import { parentsFirst } from '../flatten/parents-first.ts';
import type { Live, LiveFeature, LiveProject } from '../model.ts';

/** Checked as it is: a copy would lose names such as `__proto__`. */
const texts: z.ZodType<Readonly<Record<string, string>>> = z.custom<Readonly<Record<string, string>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string'),
);
const feature: z.ZodType<LiveFeature> = z.object({
  id: z.string(),
  type: z.string(),
  properties: texts,
  hidden: z.array(z.string()),
});
const project: z.ZodType<LiveProject> = z.object({
  id: z.string(),
  name: z.string(),
  parent: z.string().optional(),
  archived: z.boolean(),
  readOnly: z.boolean(),
  connections: z.array(feature),
  ledgers: z.array(feature),
  versionedSettings: feature.optional(),
});
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server'), url: z.string() }),
  z.object({ kind: z.literal('data-directory'), path: z.string() }),
]);
const snapshot = z.object({ format_version: z.string().regex(/^1\.\d+$/), source, projects: z.array(project) });

const formatVersion = '1.1';

/**
 * The live state as a file: JSON, the same bytes for the same state. Of a secret it has the name and nothing else;
 * should a server show the value of a secure property, it is left out here.
 */
export function snapshotText({ source, projects }: Live): string {
  const of = source.kind === 'snapshot' ? source.of : source;
  const document = { format_version: formatVersion, source: of, projects: projects.map(withoutSecrets) };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}

/**
 * Reads a file that `plugboard snapshot` wrote, by its path from a folder; fails (PB411) where it is none, or of a newer
 * format.
 */
export async function readSnapshot(path: string, folder = '.'): Promise<Live> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(resolve(folder, path), 'utf8'));
  } catch (error) {
    throw notRead(path, error instanceof SyntaxError ? 'is not JSON' : 'cannot be opened');
  }
  const parsed = snapshot.safeParse(content);
  if (parsed.success) {
    const { source, projects } = parsed.data;
    return {
      source: { kind: 'snapshot', path, of: source },
      projects: parentsFirst(projects.map(withoutSecrets)),
    };
  }
  const version = z.object({ format_version: z.string() }).safeParse(content);
  if (version.success && !version.data.format_version.startsWith('1.')) {
    throw notRead(path, `has format ${version.data.format_version}, and this version of Plugboard reads 1.x`);
  }
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw notRead(path, `is no snapshot${at === '' ? '' : ` (at \`${at}\`)`}`);
}

const notRead = (path: string, what: string): Failure =>
  fail('PB411', `\`${path}\` ${what}.`, { hint: 'Make one with `plugboard snapshot -o FILE`.' });

const withoutSecrets = (one: LiveProject): LiveProject => ({
  ...one,
  connections: one.connections.map(hiding),
  ledgers: one.ledgers.map(hiding),
  versionedSettings: one.versionedSettings && hiding(one.versionedSettings),
});

function hiding({ id, type, properties, hidden }: LiveFeature): LiveFeature {
  const isSecret = (name: string): boolean => name.startsWith('secure:') && properties[name] !== '';
  const names = Object.keys(properties);
  return {
    id,
    type,
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => !isSecret(name))),
    hidden: [...new Set([...hidden, ...names.filter(isSecret)])],
  };
}
