import type { Span } from '../diagnostics/diagnostic.ts';
import { findNode, nodesIn, parseSource, type SyntaxNode } from './syntax.ts';
import { spanBetween } from './text-span.ts';

/**
 * Where a file imports by a path that is no plain text; `undefined` where it does not. esbuild takes such a path for a
 * pattern, searches folders for what fits it, and asks no plugin before it does.
 */
export async function computedImport(name: string, text: string): Promise<Span | undefined> {
  // A cheap look that misses none: the keyword cannot be spelled otherwise, the name can only with an escape.
  if (!/\bimport\s*(?:\(|\/[/*])|\brequire\b|\\u/.test(text)) return undefined;
  const file = await parseSource(text);
  const call = file && findNode(file, isComputedImport);
  return call && spanBetween(name, text, call.start, call.end);
}

function isComputedImport(node: SyntaxNode): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'ImportExpression') return false;
  const [callee] = nodesIn(node.callee);
  const imports = node.type === 'ImportExpression' || callee?.type === 'Import' || callee?.name === 'require';
  const [path] = nodesIn(node.type === 'ImportExpression' ? node.source : node.arguments);
  return (
    imports &&
    !(path?.type === 'StringLiteral' || (path?.type === 'TemplateLiteral' && nodesIn(path.expressions).length === 0))
  );
}
