import { fail } from '../../diagnostics/failure.ts';
import { counted } from '../counted.ts';
import type { Graph } from './graph.ts';
import { graphDot } from './graph-dot.ts';
import { graphMermaid } from './graph-mermaid.ts';
import { edgesOf } from './graph-words.ts';
import { subtreeOf } from './subgraphs.ts';

export type GraphFormat = 'mermaid' | 'dot';

/** What Mermaid draws unless it is told otherwise, which most of its readers cannot be; and what Graphviz lays out in some seconds. */
const most = { mermaid: { edges: 500, characters: 50_000 }, dot: { edges: 5000, characters: 5_000_000 } } as const;

/** The graph in a language of graphs; fails (PB128) where it is too large to be drawn, and says what to narrow it to. */
export function graphText(graph: Graph, format: GraphFormat): string {
  const { edges, characters } = most[format];
  const size = sizeOf(graph);
  const text = size > edges ? '' : format === 'dot' ? graphDot(graph) : graphMermaid(graph);
  if (text !== '' && text.length <= characters) return text;
  const program = format === 'dot' ? 'Graphviz' : 'Mermaid';
  const what =
    size > edges
      ? `has ${counted(size, 'line')} between projects and connections, and ${program} draws at most ${edges}`
      : `takes ${counted(text.length, 'character')}, and ${program} reads at most ${characters}`;
  const smaller = fitting(graph, edges);
  throw fail('PB128', `The graph ${what}.`, {
    notes: smaller.length === 0 ? [] : [`Below the top there are: ${smaller.join(', ')}.`],
    hint: `Name a project to draw only what is below it, or draw only what a plan touches (\`--changed\`, \`--plan FILE\`).${
      format === 'dot' ? '' : ' Graphviz takes more: `--format dot`.'
    }`,
  });
}

function sizeOf(graph: Graph): number {
  const edges = edgesOf(graph);
  return edges.projects.length + edges.connections.length + edges.references.length;
}

/** The largest projects right below the top that can be drawn. */
function fitting(graph: Graph, edges: number): readonly string[] {
  const ids = new Set(graph.projects.map(({ id }) => id));
  const tops = new Set(
    graph.projects.filter(({ parent }) => parent === undefined || !ids.has(parent)).map(({ id }) => id),
  );
  return graph.projects
    .filter(({ parent }) => parent !== undefined && tops.has(parent))
    .map(({ id }) => ({ id, size: sizeOf(subtreeOf(graph, id)) }))
    .filter(({ size }) => size > 0 && size <= edges)
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
    .map(({ id, size }) => `\`${id}\` (${size})`);
}
