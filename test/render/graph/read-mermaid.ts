/** Reads a flowchart with Mermaid's own parser, which wants to be in a browser: a small document is all that it gets. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { parseHTML } from 'linkedom';

interface Vertex {
  readonly id: string;
  readonly text?: string;
  readonly classes: readonly string[];
}

interface Flowchart {
  readonly getVertices: () => ReadonlyMap<string, Vertex>;
  readonly getEdges: () => readonly {
    readonly start: string;
    readonly end: string;
    readonly stroke: string;
    readonly type: string;
  }[];
}

interface Mermaid {
  readonly initialize: (settings: object) => void;
  readonly mermaidAPI: {
    readonly getDiagramFromText: (text: string) => Promise<{ readonly type: string; readonly db: Flowchart }>;
  };
}

/** What Mermaid would draw. */
export interface ReadFlowchart {
  /** Lines of text by name of the node. */
  readonly nodes: Readonly<Record<string, readonly string[]>>;
  /** `a --> b`, `a --- b` or `a -.-> b`. */
  readonly edges: readonly string[];
  /** Names of nodes by class. */
  readonly classes: Readonly<Record<string, readonly string[]>>;
}

const require = createRequire(import.meta.url);
let loaded: Mermaid | undefined;

/** Other tests run in the same process, and other libraries look whether they are in a browser. */
async function inBrowser<T>(run: () => Promise<T>): Promise<T> {
  const { window } = parseHTML('<html><body></body></html>');
  Object.assign(globalThis, { window, document: window.document });
  try {
    return await run();
  } finally {
    for (const name of ['window', 'document']) Reflect.deleteProperty(globalThis, name);
  }
}

function mermaid(): Mermaid {
  if (loaded !== undefined) return loaded;
  runInThisContext(readFileSync(require.resolve('@mermaid-js/tiny'), 'utf8'));
  loaded = (globalThis as unknown as { readonly mermaid: Mermaid }).mermaid;
  loaded.initialize({ startOnLoad: false, htmlLabels: true });
  return loaded;
}

/** What Mermaid reads; fails where it reads none of it. */
export async function readMermaid(text: string): Promise<ReadFlowchart> {
  const { type, db } = await inBrowser(() => mermaid().mermaidAPI.getDiagramFromText(text));
  if (!type.startsWith('flowchart')) throw new Error(`a ${type}`);
  const vertices = [...db.getVertices().values()];
  const classes = [...new Set(vertices.flatMap((one) => one.classes))];
  return {
    nodes: Object.fromEntries(vertices.map(({ id, text: label = '' }) => [id, label.split('<br/>').map(shown)])),
    edges: db.getEdges().map(({ start, end, stroke, type: arrow }) => {
      const line = stroke === 'dotted' ? '-.->' : arrow === 'arrow_open' ? '---' : '-->';
      return `${start} ${line} ${end}`;
    }),
    classes: Object.fromEntries(
      classes.map((name) => [name, vertices.filter((one) => one.classes.includes(name)).map(({ id }) => id)]),
    ),
  };
}

/** While it reads, Mermaid keeps `#60;` under signs of its own; what it draws then is HTML. */
function shown(text: string): string {
  const html = text.replaceAll(/ﬂ°°(\d+)¶ß/g, '&#$1;').replaceAll(/ﬂ°(\w+)¶ß/g, '&$1;');
  return html.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
