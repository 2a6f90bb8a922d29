/** A node of a syntax tree, as far as it is looked into. `start` and `end` are offsets into the text. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** Reads the parser in. Only messages need it, so most runs do not pay for it; who knows that one comes asks early. */
export const loadParser = (): Promise<{ readonly parse: (text: string) => unknown }> => import('./parser.ts');

/** The syntax tree of a TypeScript or JavaScript file; `undefined` where it has faults, which others report. */
export async function parseSource(text: string): Promise<SyntaxNode | undefined> {
  const { parse } = await loadParser();
  try {
    const file = parse(text);
    return isNode(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;
}

/** The nodes directly below, in no particular order. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  return Object.values(node).flatMap((value: unknown) => nodesIn(value));
}

/** The nodes in a property that holds one or a list. */
export function nodesIn(value: unknown): readonly SyntaxNode[] {
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

/** The node itself and all below it. */
export function* findNodes(node: SyntaxNode): Generator<SyntaxNode> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (const child of childrenOf(next)) open.push(child);
  }
}

/** The first node that fits, from the outside in. */
export function findNode(node: SyntaxNode, fits: (node: SyntaxNode) => boolean): SyntaxNode | undefined {
  for (const one of findNodes(node)) if (fits(one)) return one;
  return undefined;
}

/** Looks through what changes a value's type, and not the value: `{...} as const`, `{...} satisfies T`, `x!`. */
export function unwrapped(node: SyntaxNode): SyntaxNode {
  const inner = node.expression;
  return /^(?:TS\w+Expression|TSTypeAssertion|ParenthesizedExpression)$/.test(node.type) && isNode(inner)
    ? unwrapped(inner)
    : node;
}
