import type { Diagnostic, Place, Span } from '../../diagnostics/diagnostic.ts';
import type { IgnoringFile } from '../ignore-comments.ts';
import { mayIgnore } from '../may-ignore.ts';
import { withoutDoubles } from '../without-doubles.ts';
import { literalSpan } from './literal-span.ts';
import type { SourcePosition, StackTraces } from './source-positions.ts';
import { loadParser, parseSource, type SyntaxNode } from './syntax.ts';

/** A program that was loaded, for messages about it. */
export interface Program {
  /**
   * Looks up the places that messages speak of, all of them by evaluating the program at most once more; where no message
   * needs one, nothing is evaluated. `leave` takes out of them what is not to be shown. A message of the type checker is
   * dropped where another one is shown on the same line.
   */
  readonly locate: (diagnostics: readonly Diagnostic[], leave?: Leave) => Promise<readonly Diagnostic[]>;
  /** The stack's own files that may hold ignore comments. */
  readonly ignoring: () => readonly IgnoringFile[];
  /** The text of one of the stack's own files, by the name that spans have. */
  readonly sourceOf: (file: string) => string | undefined;
}

type Leave = (located: readonly Diagnostic[]) => Promise<readonly Diagnostic[]>;

/** Stack traces of declarations, by the number of their call. */
export type Trace = (calls: readonly number[]) => Promise<ReadonlyMap<number, string>>;

/** A program's messages, with `trace` to evaluate it again and `traces` to make sense of what comes of that. */
export function programOf(
  sources: ReadonlyMap<string, string>,
  trace: Trace,
  traces: Pick<StackTraces, 'positionsIn'>,
): Program {
  const sourceOf = (file: string): string | undefined => sources.get(file);
  return {
    sourceOf,
    ignoring: () => [...sources].flatMap(([file, text]) => (mayIgnore(text) ? [{ file, text }] : [])),
    locate: async (diagnostics, leave = async (all) => all) => {
      const calls = new Set(diagnostics.flatMap(placesOf).map(({ call }) => call));
      if (calls.size === 0) return withoutDoubles(await leave(diagnostics));
      const [stacks] = await Promise.all([trace([...calls]), loadParser()]);
      const trees = new Map<string, SyntaxNode | undefined>();
      const spanAt = async (
        position: SourcePosition,
        within: Pick<Place, 'path' | 'at'>,
      ): Promise<Span | undefined> => {
        const text = sources.get(position.file);
        if (text === undefined) return undefined;
        if (!trees.has(position.file)) trees.set(position.file, await parseSource(text));
        const tree = trees.get(position.file);
        return tree && literalSpan(tree, text, position, within);
      };
      const spansOf: SpansOf = async (place) => {
        const [declared, ...callers] = await traces.positionsIn(stacks.get(place.call) ?? '');
        if (declared === undefined) return { own: undefined, callers: [] };
        const [own, ...others] = await Promise.all([
          spanAt(declared, place),
          ...withoutRepeats(callers)
            .slice(0, mostCallers)
            .map((caller) => spanAt(caller, {})),
        ]);
        return { own, callers: others.filter((one) => one !== undefined) };
      };
      const located: Diagnostic[] = [];
      for (const diagnostic of diagnostics) located.push(await withSpans(diagnostic, spansOf));
      return withoutDoubles(await leave(located));
    },
  };
}

/** A program that made no declarations: there is nothing in it to look up. */
export const programWithoutCalls = (sources: ReadonlyMap<string, string>): Program =>
  programOf(sources, async () => new Map(), { positionsIn: async () => [] });

/** The places that are not known yet. */
function placesOf({ related = [], ...found }: Diagnostic): readonly Place[] {
  return [found, ...related].flatMap(({ span, place }) => (span === undefined && place !== undefined ? [place] : []));
}

/** One line of source declares many things where a function is called again and again. */
const whichOne = ({ address, message, label = '' }: Diagnostic): readonly string[] =>
  address === undefined || `${message}${label}`.includes(`\`${address}\``) ? [] : [`This is \`${address}\`.`];

/** The stretch of source that a place is, and those of the calls that led there, the innermost first. */
type SpansOf = (place: Place) => Promise<{ readonly own: Span | undefined; readonly callers: readonly Span[] }>;

// Of a function that calls itself the first few say it all.
const mostCallers = 3;

function withoutRepeats(positions: readonly SourcePosition[]): readonly SourcePosition[] {
  const nameOf = ({ file, line, column }: SourcePosition): string => `${file}:${line}:${column}`;
  return [...new Map(positions.map((one) => [nameOf(one), one])).values()];
}

async function withSpans(diagnostic: Diagnostic, spansOf: SpansOf): Promise<Diagnostic> {
  const { place, span, related, ...words } = diagnostic;
  const { own = span, callers } =
    span === undefined && place !== undefined ? await spansOf(place) : { own: span, callers: [] };
  const others = await Promise.all(
    (related ?? []).map(async (one) => ({ ...one, span: one.span ?? (one.place && (await spansOf(one.place)).own) })),
  );
  const all = [...others, ...callers.map((caller) => ({ span: caller, label: 'called from here' }))];
  return {
    ...words,
    ...(callers.length === 0 ? {} : { notes: [...whichOne(words), ...(words.notes ?? [])] }),
    ...(place === undefined ? {} : { place }),
    ...(own === undefined ? {} : { span: own }),
    ...(related === undefined && all.length === 0 ? {} : { related: all }),
  };
}
