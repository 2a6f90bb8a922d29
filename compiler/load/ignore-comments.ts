import type { Place, Span } from '../diagnostics/diagnostic.ts';
import { spanBetween } from '../diagnostics/text-span.ts';
import { literalSpan } from './places/literal-span.ts';
import { childrenOf, findNode, nodesIn, parseSource, type SyntaxNode } from './places/syntax.ts';

/** A file of the stack that has the word in it, and perhaps comments that mean it. */
export interface IgnoringFile {
  readonly file: string;
  readonly text: string;
}

/** `// plugboard-ignore PB309: reason`, before a declaration. */
export interface IgnoreComment {
  readonly span: Span;
  /** As they are written: they need not be codes. */
  readonly codes: readonly string[];
  /** Empty where none is given. */
  readonly reason: string;
  /** Whether a message points at the declaration that follows, or into it. */
  readonly covers: (message: { readonly span?: Span | undefined; readonly place?: Place | undefined }) => boolean;
}

const form = /^\s*plugboard-ignore(?![\w-])([^:]*)(?::([\s\S]*))?$/;

/** The ignore comments of a file; none where it has faults, which others report. */
export async function ignoreComments({ file, text }: IgnoringFile): Promise<readonly IgnoreComment[]> {
  const tree = await parseSource(text);
  const comments = tree === undefined ? [] : nodesIn(tree.comments);
  return comments.flatMap((comment) => {
    const [, codes, reason = ''] = form.exec(String(comment.value)) ?? [];
    if (tree === undefined || codes === undefined) return [];
    const call = nextCall(tree, comments, text, comment.end);
    const named = codes.split(/[\s,]+/).filter((code) => code !== '');
    const span = spanBetween(file, text, comment.start, comment.end);
    return [{ span, codes: named, reason: reason.trim(), covers: coverage(file, text, tree, call) }];
  });
}

/** The outermost call that comes first in what the next code starts. */
function nextCall(
  tree: SyntaxNode,
  comments: readonly SyntaxNode[],
  text: string,
  end: number,
): SyntaxNode | undefined {
  const start = codeAfter(comments, text, end);
  const next = findNode(tree, (node) => node.start === start && !node.type.startsWith('Comment'));
  return next && firstCall(next);
}

function codeAfter(comments: readonly SyntaxNode[], text: string, end: number): number {
  const start = end + (text.slice(end).match(/^\s*/)?.[0].length ?? 0);
  const comment = comments.find((one) => one.start === start);
  return comment === undefined ? start : codeAfter(comments, text, comment.end);
}

function firstCall(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'CallExpression') return node;
  for (const child of childrenOf(node).toSorted((a, b) => a.start - b.start)) {
    const call = firstCall(child);
    if (call !== undefined) return call;
  }
  return undefined;
}

/** A message is about a call where looking its place up from there leads to its span. */
function coverage(file: string, text: string, tree: SyntaxNode, call: SyntaxNode | undefined): IgnoreComment['covers'] {
  const [callee] = nodesIn(call?.callee);
  if (callee === undefined) return () => false;
  const { line, column } = spanBetween(file, text, callee.start, callee.end);
  const from = (place: Pick<Place, 'path' | 'at'>): Span | undefined =>
    literalSpan(tree, text, { file, line, column, isIndirect: false }, place);
  const name = from({});
  return ({ span, place }) =>
    span !== undefined && place !== undefined && [name, from(place)].some((one) => isSame(one, span));
}

const isSame = (one: Span | undefined, other: Span): boolean =>
  one?.file === other.file &&
  one.line === other.line &&
  one.column === other.column &&
  one.endLine === other.endLine &&
  one.endColumn === other.endColumn;
