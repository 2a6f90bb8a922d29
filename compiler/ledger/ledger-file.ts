/**
 * A ledger in a file, for servers whose owners want no features of type `plugboard`. It holds what all ledgers of one
 * stack on one server would: for each project, what the stack owns in it, by key. Like those it holds no secret.
 */
import * as z from 'zod';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { type Failure, fail } from '../diagnostics/failure.ts';
import { visibleJson } from '../diagnostics/visible.ts';
import type { LedgerEntry, Live, LiveFeature } from '../model.ts';
import { emptyLedger, entryName, entryText, isEntry, ledgerStack, ledgerType, writtenFor } from './ledger.ts';

/** What the file says. Entries are kept as they stand there, with what a newer version may have added to them. */
export interface LedgerFile {
  /** The server's own id; empty where nobody knows it. */
  readonly server: string;
  readonly stack: string;
  readonly projects: ReadonlyMap<string, ReadonlyMap<string, unknown>>;
}

const document = z.object({
  format_version: z.string(),
  server: z.string(),
  stack: z.string(),
  projects: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const formatVersion = '1.0';

/** The text of a ledger file. The same entries give the same bytes. */
export function ledgerFileText({ server, stack, projects }: LedgerFile): string {
  const content = Object.fromEntries(
    byName(projects).flatMap(([project, entries]) =>
      entries.size === 0 ? [] : [[project, Object.fromEntries(byName(entries))]],
    ),
  );
  const document = { format_version: formatVersion, server, stack, projects: content };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}

const byName = <Value>(values: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...values].sort(([a], [b]) => (a < b ? -1 : 1));

/** An entry as it stands in the file. */
export const storedEntry = (entry: LedgerEntry): unknown => JSON.parse(entryText(entry));

/**
 * Reads the text of a ledger file; fails (PB516) where it is damaged, of a newer format, or of another stack or server.
 * `server` is the one that is asked; empty where the live state comes from files.
 */
export function readLedgerFile(path: string, text: string, stack: string, server: string): LedgerFile {
  const content = parsed(path, text);
  for (const [project, entries] of Object.entries(content.projects))
    for (const [key, entry] of Object.entries(entries))
      if (key === '' || !isEntry(entry)) throw damaged(path, `at key \`${key}\` of project \`${project}\``);
  if (content.stack !== stack) {
    throw unusable(path, `is of stack \`${content.stack}\`, and this is stack \`${stack}\``, {
      hint: 'Each stack has a ledger file of its own. Name another file.',
    });
  }
  if (server !== '' && content.server !== '' && content.server !== server) {
    throw unusable(path, `is of another server (\`${content.server}\`; this one is \`${server}\`)`, {
      hint: 'Each server has a ledger file of its own. Check `--server` and `--ledger`.',
    });
  }
  const projects = Object.entries(content.projects).map(
    ([project, entries]) => [project, new Map(Object.entries(entries))] as const,
  );
  return { server: content.server === '' ? server : content.server, stack, projects: new Map(projects) };
}

function parsed(path: string, text: string): z.infer<typeof document> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw damaged(path, 'it is not JSON');
  }
  const version = z.object({ format_version: z.string() }).safeParse(content);
  if (version.success && !/^1\.\d+$/.test(version.data.format_version)) {
    throw unusable(path, `has format ${version.data.format_version}, and this version of Plugboard reads 1.x`, {
      hint: 'Use the version of Plugboard that wrote it, or a newer one.',
    });
  }
  const result = document.safeParse(content);
  if (!result.success) throw damaged(path, `at \`${result.error.issues[0]?.path.join('.') ?? ''}\``);
  return result.data;
}

const damaged = (path: string, where: string): Failure =>
  unusable(path, `is damaged (${where})`, {
    hint: 'Restore it from a backup. Without it the stack owns nothing, and has to adopt its connections again.',
  });

const unusable = (path: string, what: string, more: { readonly hint: string }): Failure =>
  fail('PB516', `The ledger file \`${path}\` ${what}.`, { notes: ['Nothing was written.'], ...more });

/** The live state with the file's entries in it. */
export interface MergedLedgers {
  readonly live: Live;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts the entries of a ledger file into the live state, as if they stood on the server. Fails (PB517) where the stack
 * has a ledger there too: nobody could tell which one counts.
 */
export function mergeLedgerFile(live: Live, file: LedgerFile, path: string): MergedLedgers {
  const onServer = live.projects.filter(({ id, ledgers }) =>
    ledgers.some((one) => ledgerStack(one) === file.stack && (writtenFor(one) ?? id) === id),
  );
  if (onServer.length > 0)
    throw inTwoPlaces(
      file.stack,
      path,
      onServer.map(({ id }) => id),
    );
  const present = new Set(live.projects.map(({ id }) => id));
  const gone = [...file.projects.keys()].filter((id) => !present.has(id));
  return {
    live: {
      ...live,
      projects: live.projects.map((project) => {
        const entries = file.projects.get(project.id);
        return entries === undefined
          ? project
          : { ...project, ledgers: [...project.ledgers, asFeature(file.stack, project.id, entries)] };
      }),
    },
    diagnostics: gone.length === 0 ? [] : [ofGoneProjects(path, gone)],
  };
}

function asFeature(stack: string, project: string, entries: ReadonlyMap<string, unknown>): LiveFeature {
  const stored = [...entries].map(([key, entry]) => [entryName(key), JSON.stringify(entry)]);
  const properties = { ...emptyLedger(stack, project), ...Object.fromEntries(stored) };
  // No feature on a server has such an id.
  return { id: '(ledger file)', type: ledgerType, properties, hidden: [] };
}

const inTwoPlaces = (stack: string, path: string, projects: readonly string[]): Failure =>
  fail(
    'PB517',
    `Stack \`${stack}\` has a ledger on the server, in ${named(projects)}, and \`${path}\` would be a second one.`,
    {
      notes: ['Only one of the two can say what the stack owns. Nothing was written.'],
      hint: 'Leave out `--ledger` to go on with the one on the server. To change over, give up ownership there with `plugboard forget`, and take it again with `--ledger` and `--adopt-matching`.',
    },
  );

const ofGoneProjects = (path: string, projects: readonly string[]): Diagnostic =>
  diagnostic('PB515', `\`${path}\` has entries of ${named(projects)}, which the server does not have.`, {
    notes: ['A project was deleted, or its id was changed. Nothing in these entries counts as owned.'],
    hint: 'If an id was changed, declare the connections under the new one and run with `--adopt-matching`. `plugboard forget --copies` removes the old entries.',
  });

function named(projects: readonly string[]): string {
  const shown = projects.slice(0, 5).map((id) => `\`${id}\``);
  return shown.join(', ') + (projects.length > shown.length ? ` and ${projects.length - shown.length} more` : '');
}
