import { type Diagnostic, diagnostic, type Span } from '../diagnostics/diagnostic.ts';
import { tokenAt } from '../diagnostics/text-span.ts';
import type { Asked, Ending } from '../sandbox/protocol.ts';
import { missingHint } from '../typecheck/missing-names.ts';
import type { ModuleGraph } from './graph/whole-program.ts';
import { awaitIn, circularImport, missingExport } from './import-messages.ts';
import type { StackTraces } from './places/source-positions.ts';

/** The limits as they were set, for saying so. */
interface Limits {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** What is needed to speak of a run. */
export interface EvaluationContext {
  readonly limits: Limits;
  readonly graph: ModuleGraph;
  readonly traces: StackTraces;
}

/** What is said of a program that did not come to its end. */
export async function evaluationFault(
  ending: Exclude<Ending, { is: 'finished' }>,
  context: EvaluationContext,
  asked?: Asked,
): Promise<Diagnostic> {
  const { limits, graph } = context;
  switch (ending.is) {
    case 'unresolved':
      return unresolved(ending.importer, ending.specifier, graph);
    case 'not exported':
      return missingExport(ending.name, ending.module, graph);
    case 'unreadable':
      return unreadable(ending.module, ending.line, graph);
    case 'waiting':
      return diagnostic('PB108', 'A program cannot use `await` outside of a function.', {
        ...(await firstAwait(graph)),
        hint: 'Remove it: a program has nothing to wait for.',
      });
    case 'too much to read':
      return diagnostic('PB107', `What the program declares is ${megabytes(ending.characters)} MB of text.`, {
        notes: ['Ten thousand projects with ten connections each are less than half of what is read.'],
        hint: 'Look for a text or a list of enormous size.',
      });
    case 'out of time':
      return diagnostic('PB106', `The program did not end within ${seconds(limits.milliseconds)}.`, {
        ...(await spanIn(ending.stack, context)),
        label: 'it came at least this far',
        notes: ['A program only declares; hundreds of projects take less than a second.'],
        hint: 'Look for a loop that does not end, or a pattern (`RegExp`) that tries too many ways.',
      });
    case 'out of memory':
      return diagnostic('PB107', `The program needs more than ${limits.megabytes} MB of memory.`, {
        ...(await spanIn(ending.stack, context)),
        label: 'here it asked for more than there was',
        hint: 'Look for a loop that makes more and more, or a text or list of enormous size.',
      });
    case 'out of stack':
      return diagnostic('PB104', 'Too much recursion: functions call each other too deeply.', {
        ...(await spanIn(ending.stack, context)),
        hint: 'Look for a function that calls itself without an end, or a value that is nested without one.',
      });
    case 'threw':
      return threw(ending, context, asked);
  }
}

const megabytes = (characters: number): number => Math.ceil(characters / 1_000_000);

function unresolved(importer: string, specifier: string, graph: ModuleGraph): Diagnostic {
  const fault = graph.faultOf(importer, specifier);
  const place = graph.importOf(importer);
  if (graph.modules.get(importer)?.isOwn === true || place === undefined) {
    return fault ?? diagnostic('PB102', `\`${specifier}\` cannot be imported.`, { hint: 'Correct the import.' });
  }
  return diagnostic('PB102', `Package \`${packageOf(importer)}\` imports \`${specifier}\`, which a program cannot.`, {
    span: place.span,
    label: 'needs it',
    notes: fault === undefined ? [] : [fault.message],
    hint: 'Use another package, or a part of this one that does without.',
  });
}

function unreadable(module: string, line: number | undefined, graph: ModuleGraph): Diagnostic {
  const { isOwn = false, format } = graph.modules.get(module) ?? {};
  if (isOwn) {
    const text = graph.sources.get(module);
    const known = line !== undefined && format === 'javascript' ? { span: tokenAt(module, text, line, 1) } : {};
    return diagnostic('PB108', `\`${module}\` cannot be read as ${format === 'json' ? 'JSON' : 'code'}.`, {
      span: tokenAt(module, text, 1, 1),
      ...known,
      hint: 'Look for a bracket, quote or comma that is missing, or for code that nests too deeply.',
    });
  }
  const place = graph.importOf(module);
  return diagnostic('PB108', 'A file of an installed package cannot be read as code.', {
    ...(place === undefined ? {} : { span: place.span, label: `a file of \`${packageOf(module)}\`` }),
    hint: 'Import a package that is made of ECMAScript modules or CommonJS.',
  });
}

/** Where a program waits. */
async function firstAwait({ sources }: ModuleGraph): Promise<Pick<Diagnostic, 'span'>> {
  for (const [name, text] of sources) {
    const span = await awaitIn(name, text);
    if (span !== undefined) return { span };
  }
  return {};
}

async function threw(
  { name, message, stack }: Extract<Ending, { is: 'threw' }>,
  context: EvaluationContext,
  asked: Asked | undefined,
): Promise<Diagnostic> {
  const place = await placeOfThrow(stack, context);
  const where = place.span === undefined ? {} : { span: place.span };
  const input = /^Input `(.{1,200})` was not given\.$/.exec(message)?.[1];
  if (name === 'MissingInput' && input !== undefined) {
    return diagnostic('PB110', message, {
      ...where,
      hint: `Give it: \`--input ${input}=...\`. For one that may be left out, ask \`'${input}' in inputs\` first.`,
    });
  }
  const unset = /^'?([\w$]{1,200})'? is not initialized$/.exec(message)?.[1];
  if (name === 'ReferenceError' && unset !== undefined && place.span !== undefined) {
    const circle = await circularImport(unset, place.span, context.graph);
    if (circle !== undefined) return circle;
  }
  const text = printable(message);
  if (asked !== undefined && name === 'NotInPrograms') {
    const who = place.package === undefined ? '' : `Package \`${place.package}\` asks for it. `;
    return diagnostic('PB135', sentence(`${who}${text}`), {
      ...where,
      label: 'asked for here',
      hint: askedHints[asked],
    });
  }
  const words = [name === 'Error' ? '' : printable(name), text].filter((word) => word !== '').join(': ');
  const missing = /^'?([\w.]{1,200})'? is not defined$/.exec(text)?.[1];
  const hint =
    (missing === undefined ? undefined : missingHint(missing)) ??
    (stack === '' ? 'Throw an `Error`: it says where it was made.' : undefined);
  return diagnostic('PB104', sentence(words === '' ? 'The program threw a value that is no error' : words), {
    ...where,
    label: place.package === undefined ? 'thrown here' : `thrown by \`${place.package}\``,
    ...(hint === undefined ? {} : { hint }),
  });
}

const passIn = 'Pass what it must know as an input: `--input name=value`.';
const sameAgain = 'the same sources always declare the same.';
const askedHints: Readonly<Record<Asked, string>> = {
  time: `A program has no clock: ${sameAgain} ${passIn}`,
  chance: `A program has no chance: ${sameAgain} ${passIn}`,
  environment: `A program has no environment. ${passIn} A secret is named, not read: \`secret.env('NAME')\`.`,
  network: `A program has no network. ${passIn}`,
  locale: 'A program has no languages or regions: put such texts together, or in order, by hand.',
};

interface PlaceOfThrow {
  readonly span?: Span;
  /** The package that threw. */
  readonly package?: string;
}

/** Where it was thrown: in the stack's own files, or else where these import the package in which it was. */
async function placeOfThrow(stack: string, { traces, graph }: EvaluationContext): Promise<PlaceOfThrow> {
  const innermost = traces.innermostIn(stack);
  const isForeign = innermost !== undefined && graph.modules.get(innermost)?.isOwn === false;
  const foreign = isForeign ? { package: packageOf(innermost) } : {};
  const [found] = await traces.positionsIn(stack);
  if (found !== undefined) {
    return { ...foreign, span: tokenAt(found.file, graph.sources.get(found.file), found.line, found.column) };
  }
  const place = isForeign ? graph.importOf(innermost) : undefined;
  return place === undefined ? foreign : { ...foreign, span: place.span };
}

async function spanIn(stack: string, { traces, graph }: EvaluationContext): Promise<Pick<Diagnostic, 'span'>> {
  const [found] = await traces.positionsIn(stack);
  return found === undefined
    ? {}
    : { span: tokenAt(found.file, graph.sources.get(found.file), found.line, found.column) };
}

/** The name of the package that a file belongs to: `@scope/name` or `name`. */
function packageOf(module: string): string {
  const below = module.slice(module.lastIndexOf('node_modules/') + 'node_modules/'.length).split('/');
  return below.slice(0, below[0]?.startsWith('@') ? 2 : 1).join('/');
}

const seconds = (milliseconds: number): string =>
  milliseconds === 1000 ? '1 second' : `${Number((milliseconds / 1000).toPrecision(2))} seconds`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const longest = 2_000;

/** One line without control characters: a program must not be able to write on somebody's terminal. */
export function printable(text: string): string {
  return text
    .slice(0, longest)
    .replace(/\s/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}
