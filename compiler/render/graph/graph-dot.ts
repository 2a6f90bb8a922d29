import type { Graph } from './graph.ts';
import {
  connectionLabel,
  connectionNode,
  edgesOf,
  type Mark,
  markColors,
  markOf,
  projectLabel,
  projectNode,
} from './graph-words.ts';

/** The same for Graphviz: `plugboard graph --format dot | dot -Tsvg`. */
export function graphDot(graph: Graph): string {
  const edges = edgesOf(graph);
  const lines = [
    'rankdir=LR;',
    'node [fontname="Helvetica", fontsize=11, style=filled, fillcolor=white];',
    ...graph.projects.map((one) => node(projectNode(one.id), projectLabel(one), 'folder', markOf(one))),
    ...graph.connections.map((one) => node(connectionNode(one.address), connectionLabel(one), 'oval', markOf(one))),
    ...edges.projects.map(([from, to]) => `${from} -> ${to};`),
    ...edges.connections.map(([from, to]) => `${from} -> ${to} [arrowhead=none];`),
    ...edges.references.map(([from, to]) => `${from} -> ${to} [style=dashed, constraint=false];`),
  ];
  return `${['digraph plugboard {', ...lines.map((line) => `  ${line}`), '}'].join('\n')}\n`;
}

function node(name: string, label: readonly string[], shape: string, mark: Mark | undefined): string {
  const colors = mark === undefined ? '' : `, color="${markColors[mark].line}", fillcolor="${markColors[mark].fill}"`;
  return `${name} [label="${label.map(escaped).join('\\n')}", shape=${shape}${colors}];`;
}

/** A backslash would begin an escape, and Graphviz reads HTML's entities in every text. */
const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;');
