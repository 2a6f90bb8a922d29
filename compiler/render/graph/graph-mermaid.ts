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

/** A flowchart that GitHub, GitLab and other readers of Markdown draw. */
export function graphMermaid(graph: Graph): string {
  const edges = edgesOf(graph);
  const lines = [
    ...graph.projects.map((one) => `${projectNode(one.id)}["${label(projectLabel(one))}"]`),
    ...graph.connections.map((one) => `${connectionNode(one.address)}(["${label(connectionLabel(one))}"])`),
    ...edges.projects.map(([from, to]) => `${from} --> ${to}`),
    ...edges.connections.map(([from, to]) => `${from} --- ${to}`),
    ...edges.references.map(([from, to]) => `${from} -.-> ${to}`),
    ...classLines(graph),
  ];
  return `${['flowchart LR', ...lines.map((line) => `  ${line}`)].join('\n')}\n`;
}

function classLines({ projects, connections }: Graph): readonly string[] {
  const nodes = new Map<Mark, string[]>();
  const add = (mark: Mark | undefined, node: string): void => {
    if (mark !== undefined) nodes.set(mark, [...(nodes.get(mark) ?? []), node]);
  };
  for (const one of projects) add(markOf(one), projectNode(one.id));
  for (const one of connections) add(markOf(one), connectionNode(one.address));
  return [...nodes].flatMap(([mark, names]) => {
    const { line, fill } = markColors[mark];
    return [`classDef ${mark} fill:${fill},stroke:${line},color:#1f2328`, `class ${names.join(',')} ${mark}`];
  });
}

const label = (lines: readonly string[]): string => lines.map(escaped).join('<br/>');

/**
 * All but letters, digits and a few signs as `#<number>;`, Mermaid's way to write a character: it would end the text at a
 * quote, draw HTML and Markdown, and take `%%{...}%%` for a directive. Points and dashes inside a word mean nothing.
 */
const escaped = (text: string): string =>
  text.replace(/[^\p{L}\p{N} ,/]|^ +/gu, (found, at: number) =>
    isInWord(found, text, at) ? found : [...found].map((character) => `#${character.codePointAt(0)};`).join(''),
  );

const isInWord = (found: string, text: string, at: number): boolean =>
  /^[._-]$/.test(found) && /[A-Za-z0-9]/.test(text[at - 1] ?? '') && /[A-Za-z0-9]/.test(text[at + 1] ?? '');
