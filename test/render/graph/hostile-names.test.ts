import { instance } from '@viz-js/viz';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../compiler/render/graph/graph.ts';
import { graphDot } from '../../../compiler/render/graph/graph-dot.ts';
import { graphMermaid } from '../../../compiler/render/graph/graph-mermaid.ts';
import {
  connectionLabel,
  connectionNode,
  projectLabel,
  projectNode,
} from '../../../compiler/render/graph/graph-words.ts';
import { anyText } from '../../any-text.ts';
import { readMermaid } from './read-mermaid.ts';

const names = [
  'a "quoted" name',
  "it's",
  '`code` and *emphasis* and _emphasis_ and __init__',
  '- a list',
  '1. a list',
  '# a heading',
  '    indented',
  '[brackets] (parentheses) {braces} <angles> |pipes|',
  '"]; end; subgraph x',
  'end',
  'graph',
  'two\nlines\r\nand\ttabs',
  '%% a comment',
  '%%{init: {"theme": "dark"}}%%',
  '---\ntitle: x\n---',
  '<script>alert(1)</script>',
  '<b>bold</b>&lt;b&gt; &amp; &#60;',
  '#quot; #35; ;',
  'style a:#quot;',
  'classDef a:#35;',
  'ﬂ°lt¶ß ﬂ°°60¶ß',
  'back\\slash \\n \\N \\G \\',
  '// a comment /* another */',
  'click href call',
  'A --> B',
  'A@{ shape: rect }',
  'Grüße, 世界, مرحبا, 👩‍💻, é',
  '\u202egnp.exe \u2066x\u2069 \u0000\u0007\u001b[31m',
  '\ud800 lonely',
  '$$x^2$$ fa:fa-car',
  'https://example.com/?a=b&c=d',
  '##teamcity[setParameter name=x]',
  '__proto__',
  'constructor',
  '',
] as const;

/** What Graphviz draws: a label is a list of orders, of which `T` is a line of text. */
interface Drawn {
  readonly objects?: readonly {
    readonly name: string;
    readonly _ldraw_: readonly { readonly op: string; readonly text: string }[];
  }[];
  readonly edges?: readonly { readonly style?: string }[];
}

/** Graphviz escapes a backslash twice where it writes JSON; what it draws has one. */
const unescaped = (text: string): string => text.replaceAll('\\\\', '\\');

/** A project and a connection in it for each name, each connection referring to the one before. */
const graphWith = (texts: readonly string[]): Graph => ({
  projects: texts.map((name, index) => ({
    id: `P${index}`,
    name,
    parent: index === 0 ? undefined : 'P0',
    action: 'update',
  })),
  connections: texts.map((displayName, index) => ({
    address: `P${index}/${displayName}`,
    project: `P${index}`,
    title: `kind ${displayName}`,
    displayName,
    action: 'create',
  })),
  references: texts.slice(1).map((_, index) => ({
    from: `P${index + 1}/${texts[index + 1]}`,
    to: `P${index}/${texts[index]}`,
  })),
});

/** Nothing but what is to be seen, under the names of the nodes. */
const labels = ({ projects, connections }: Graph): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries([
    ...projects.map((one) => [projectNode(one.id), projectLabel(one)]),
    ...connections.map((one) => [connectionNode(one.address), connectionLabel(one)]),
  ]);

/** Both languages leave out blanks at the ends of a line. */
const plain = (lines: readonly string[]): readonly string[] => lines.map((line) => line.trim());
const all = (read: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(read).map(([name, lines]) => [name, plain(lines)]));

describe('Mermaid reads', () => {
  it.each(names)('%j as a name and nothing else', async (name) => {
    const graph = graphWith(['first', name]);
    const read = await readMermaid(graphMermaid(graph));
    expect(all(read.nodes)).toEqual(all(labels(graph)));
    expect(read.edges).toHaveLength(4);
    expect(read.classes).toEqual({
      changed: graph.projects.map(({ id }) => projectNode(id)),
      added: graph.connections.map(({ address }) => connectionNode(address)),
    });
  });

  it('any names together', async () => {
    const any = fc.array(fc.oneof(anyText(30), fc.constantFrom(...names)), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(any, async (texts) => {
        const graph = graphWith(texts);
        const read = await readMermaid(graphMermaid(graph));
        expect(all(read.nodes)).toEqual(all(labels(graph)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('Graphviz reads', () => {
  it('any names together', async () => {
    const viz = await instance();
    const any = fc.array(fc.oneof(anyText(30), fc.constantFrom(...names)), {
      maxLength: 4,
    });
    const examples: [string[]][] = names.map((name) => [['first', name]]);
    fc.assert(
      fc.property(any, (texts) => {
        const graph = graphWith(texts);
        const { objects = [], edges = [] } = viz.renderJSON(graphDot(graph)) as Drawn;
        const read = objects.map(({ name, _ldraw_ }) => [
          name,
          _ldraw_.flatMap(({ op, text }) => (op === 'T' ? [unescaped(text)] : [])),
        ]);
        expect(all(Object.fromEntries(read))).toEqual(all(labels(graph)));
        expect(edges.filter(({ style }) => style === 'dashed')).toHaveLength(graph.references.length);
      }),
      { numRuns: 50, examples },
    );
  });
});
