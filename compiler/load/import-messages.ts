import { type Diagnostic, diagnostic, type Span } from '../diagnostics/diagnostic.ts';
import { spanBetween } from '../diagnostics/text-span.ts';
import type { ModuleGraph } from './graph/whole-program.ts';
import { findNodes, nodesIn, parseSource, type SyntaxNode } from './places/syntax.ts';

/** A name that a file imports. */
interface ImportedName {
  /** As the other file exports it; `default` and `*` as the language means them. */
  readonly exported: string;
  readonly local: string;
  readonly specifier: string;
  readonly span: Span;
}

/** What is said where a module imports a name that another one does not export. These are the engine's findings. */
export async function missingExport(name: string, module: string, graph: ModuleGraph): Promise<Diagnostic> {
  const source = module.slice(module.lastIndexOf('/') + 1);
  for (const [file, text] of graph.sources) {
    const { links = {} } = graph.modules.get(file) ?? {};
    if (!Object.values(links).includes(module)) continue;
    const found = (await namesImportedBy(file, text)).find(
      (one) => one.exported === name && links[one.specifier] === module,
    );
    if (found === undefined) continue;
    return diagnostic('PB102', `\`${source}\` exports no \`${name}\` that is there when the program runs.`, {
      span: found.span,
      label: 'not exported',
      hint: `Export it there, or correct the name. Where it is a type, write \`import { type ${name} }\` or \`export type { ${name} }\`.`,
    });
  }
  const place = graph.importOf(module);
  return diagnostic('PB102', `\`${source}\` exports no \`${name}\`, which another file of the package imports.`, {
    ...(place === undefined ? {} : { span: place.span }),
    hint: 'Install the package again, in a version that fits.',
  });
}

/**
 * What is said where a file reads a name of another one that has not run yet, as each of them imports the other;
 * undefined where it is no name that is imported, or nothing leads back.
 */
export async function circularImport(local: string, at: Span, graph: ModuleGraph): Promise<Diagnostic | undefined> {
  const text = graph.sources.get(at.file);
  if (text === undefined) return undefined;
  const names = await namesImportedBy(at.file, text);
  const found = names.find((one) => one.local === local) ?? names.find((one) => one.exported === local);
  const target = found && graph.modules.get(at.file)?.links[found.specifier];
  const back = target === undefined ? undefined : importOnTheWay(target, at.file, graph);
  if (found === undefined || target === undefined || back === undefined) return undefined;
  const other = graph.sources.get(back.file);
  const backSpan =
    other === undefined
      ? undefined
      : (await namesImportedBy(back.file, other)).find(({ specifier }) => specifier === back.specifier)?.span;
  return diagnostic(
    'PB134',
    `\`${at.file}\` reads \`${local}\` before \`${target}\` has run: they import each other.`,
    {
      span: at,
      label: 'read too early',
      ...(backSpan === undefined
        ? {}
        : { related: [{ span: backSpan, label: `\`${at.file}\` is imported from here` }] }),
      hint: 'Read it in a function that is called later, or move what both need into a third file.',
    },
  );
}

/** The import by which the way from one module to another ends. */
function importOnTheWay(
  from: string,
  to: string,
  { modules }: ModuleGraph,
): { readonly file: string; readonly specifier: string } | undefined {
  const seen = new Set([from]);
  for (const file of seen) {
    for (const [specifier, target] of Object.entries(modules.get(file)?.links ?? {})) {
      if (target === to) return { file, specifier };
      seen.add(target);
    }
  }
  return undefined;
}

/** The first `await` of a file that stands outside of all functions. */
export async function awaitIn(file: string, text: string): Promise<Span | undefined> {
  if (!/\bawait\b/.test(text)) return undefined;
  const tree = await parseSource(text);
  const open = tree === undefined ? [] : [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await === true)) {
      return spanBetween(file, text, node.start, node.start + (node.type === 'AwaitExpression' ? 5 : 3));
    }
    if (/Function|Method/.test(node.type)) continue;
    open.push(...Object.values(node).flatMap(nodesIn));
  }
  return undefined;
}

async function namesImportedBy(file: string, text: string): Promise<readonly ImportedName[]> {
  const tree = await parseSource(text);
  return tree === undefined ? [] : [...findNodes(tree)].flatMap((node) => namesIn(node, file, text));
}

function namesIn(node: SyntaxNode, file: string, text: string): readonly ImportedName[] {
  if (node.type !== 'ImportDeclaration' && node.type !== 'ExportNamedDeclaration') return [];
  const [source] = nodesIn(node.source);
  if (source === undefined) return [];
  return nodesIn(node.specifiers).map((one) => {
    const [outer] = nodesIn(node.type === 'ImportDeclaration' ? one.imported : one.local);
    const [inner] = nodesIn(node.type === 'ImportDeclaration' ? one.local : one.exported);
    const fixed: Readonly<Record<string, string>> = {
      ImportDefaultSpecifier: 'default',
      ImportNamespaceSpecifier: '*',
    };
    const exported = fixed[one.type] ?? String(outer?.name ?? outer?.value);
    const local = String(inner?.name ?? exported);
    return { exported, local, specifier: String(source.value), span: spanBetween(file, text, one.start, one.end) };
  });
}
