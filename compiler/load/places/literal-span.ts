import type { Place, Span } from '../../diagnostics/diagnostic.ts';
import { offsetOf, spanBetween } from '../../diagnostics/text-span.ts';
import type { SourcePosition } from './source-positions.ts';
import { childrenOf, nodesIn, type SyntaxNode, unwrapped } from './syntax.ts';

/**
 * The stretch of a file that a place means: where the path leads through the literals of the call, as far as it can be
 * followed, or else the name of what is called.
 */
export function literalSpan(
  file: SyntaxNode,
  text: string,
  position: SourcePosition,
  { path = [], at = 'value' }: Pick<Place, 'path' | 'at'>,
): Span | undefined {
  const call = callAt(file, offsetOf(text, position.line, position.column));
  if (call === undefined) return undefined;
  const [callee] = nodesIn(call.type === 'TaggedTemplateExpression' ? call.tag : call.callee);
  const found = position.isIndirect ? undefined : follow(call, path, at);
  const node = found ?? (callee && shortName(callee)) ?? call;
  return spanBetween(position.file, text, node.start, node.end);
}

/** What is called, by its whole name where that is made of names only: of `['a', 'b'].map` it is `map`. */
function shortName(callee: SyntaxNode): SyntaxNode {
  const [property] = callee.type === 'MemberExpression' && callee.computed !== true ? nodesIn(callee.property) : [];
  return property === undefined || isName(callee) ? callee : property;
}

const isName = (node: SyntaxNode): boolean =>
  node.type === 'Identifier' ||
  node.type === 'ThisExpression' ||
  (node.type === 'MemberExpression' && node.computed !== true && nodesIn(node.object).every(isName));

/** The call that a stack trace means by an offset: that of its callee or, of a call that is returned, of the `return`. */
function callAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  if (offset < node.start || offset > node.end) return undefined;
  for (const child of childrenOf(node)) {
    const inner = callAt(child, offset);
    if (inner !== undefined) return inner;
  }
  if (node.type === 'ReturnStatement' && node.start === offset) return lastCall(nodesIn(node.argument)[0]);
  const [callee] = nodesIn(node.type === 'TaggedTemplateExpression' ? node.tag : node.callee);
  return callee !== undefined && offset >= callee.start && offset <= callee.end ? node : undefined;
}

function lastCall(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node === undefined) return undefined;
  const inner = unwrapped(node);
  if (inner.type === 'SequenceExpression') return lastCall(nodesIn(inner.expressions).at(-1));
  return inner.type === 'CallExpression' ? inner : undefined;
}

/** Follows a path as far as literals go; `undefined` where not even its first step stands in one. */
function follow(node: SyntaxNode, path: readonly string[], at: 'name' | 'value'): SyntaxNode | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return undefined;
  const value = unwrapped(node);
  switch (value.type) {
    case 'CallExpression':
      return followInto(nodesIn(value.arguments), path, at);
    case 'ArrayExpression': {
      const items: unknown = value.elements;
      const item = Array.isArray(items) ? nodesIn(items[Number(name)])[0] : undefined;
      const isCertain = nodesIn(items).every(({ type }) => type !== 'SpreadElement');
      return item === undefined || !isCertain ? undefined : (follow(item, rest, at) ?? item);
    }
    case 'ObjectExpression': {
      const property = nodesIn(value.properties).findLast((one) => nameOf(one) === name);
      const [key, held] = [nodesIn(property?.key)[0], nodesIn(property?.value)[0] ?? property];
      if (key === undefined || held === undefined) return undefined;
      if (rest.length === 0) return at === 'name' ? key : held;
      return follow(held, rest, at) ?? held;
    }
    default:
      return undefined;
  }
}

/** The properties of a declaration stand in an object; a project's id stands before it. */
function followInto(
  given: readonly SyntaxNode[],
  path: readonly string[],
  at: 'name' | 'value',
): SyntaxNode | undefined {
  const literal = given.map(unwrapped).find(({ type }) => type === 'ObjectExpression');
  const [first] = given;
  if (path.length === 1 && path[0] === 'id' && first !== undefined && unwrapped(first) !== literal) return first;
  return literal && follow(literal, path, at);
}

function nameOf(property: SyntaxNode): string | undefined {
  if (property.computed === true) return undefined;
  const [key] = nodesIn(property.key);
  const name = key?.type === 'Identifier' ? key.name : key?.value;
  return name === undefined ? undefined : String(name);
}
