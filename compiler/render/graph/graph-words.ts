import { visible } from '../../diagnostics/visible.ts';
import type { Graph, GraphConnection, GraphProject } from './graph.ts';

/** How a plan's action is drawn. */
export type Mark = 'added' | 'changed' | 'destroyed' | 'imported';

const marks: Readonly<Record<NonNullable<GraphConnection['action']>, Mark | undefined>> = {
  create: 'added',
  update: 'changed',
  replace: 'destroyed',
  delete: 'destroyed',
  adopt: 'imported',
  move: undefined,
  record: undefined,
  forget: undefined,
};

const symbols: Readonly<Record<Mark, string>> = { added: '+ ', changed: '~ ', destroyed: '- ', imported: '<= ' };

/** Line and fill colours of what is marked; a symbol says it, too. */
export const markColors: Readonly<Record<Mark, { readonly line: string; readonly fill: string }>> = {
  added: { line: '#1a7f37', fill: '#dafbe1' },
  changed: { line: '#9a6700', fill: '#fff8c5' },
  destroyed: { line: '#cf222e', fill: '#ffebe9' },
  imported: { line: '#0969da', fill: '#ddf4ff' },
};

export const markOf = ({ action }: GraphProject | GraphConnection): Mark | undefined => action && marks[action];

/**
 * A name for a node that every language of graphs takes as one: letters, digits and underscores, with a prefix, so that
 * it is no word of the language. Different texts get different names, and the same always the same.
 */
const nodeName = (prefix: string, text: string): string =>
  `${prefix}_${text.replace(/[^A-Za-z0-9]/gu, (one) => (one === '_' ? '__' : `_x${one.codePointAt(0)?.toString(16)}_`))}`;

export const projectNode = (id: string): string => nodeName('p', id);
export const connectionNode = (address: string): string => nodeName('c', address);

/** The lines in a node. Neither of them has anything in it that is to be obeyed; the rest is each language's own matter. */
export function projectLabel(project: GraphProject): readonly string[] {
  const { id, name = '' } = project;
  return marked(project, name === '' || name === id ? [id] : [name, id]);
}

export const connectionLabel = (connection: GraphConnection): readonly string[] =>
  marked(connection, [connection.displayName === '' ? connection.address : connection.displayName, connection.title]);

const longest = 60;

function marked(item: GraphProject | GraphConnection, lines: readonly string[]): readonly string[] {
  const mark = markOf(item);
  return lines.map((line, index) => {
    const characters = [...line];
    const short = characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
    return `${mark !== undefined && index === 0 ? symbols[mark] : ''}${visible(short.replace(/\p{Surrogate}/gu, '\ufffd'))}`;
  });
}

/** Lines from a project to those below and to its connections, and from connections to those that they refer to. */
export function edgesOf({ projects, connections, references }: Graph): {
  readonly projects: readonly (readonly [parent: string, child: string])[];
  readonly connections: readonly (readonly [project: string, connection: string])[];
  readonly references: readonly (readonly [from: string, to: string])[];
} {
  const drawn = new Set(projects.map(({ id }) => id));
  return {
    projects: projects.flatMap(({ id, parent }) =>
      parent !== undefined && drawn.has(parent) ? [[projectNode(parent), projectNode(id)] as const] : [],
    ),
    connections: connections.flatMap(({ address, project }) =>
      project !== undefined && drawn.has(project) ? [[projectNode(project), connectionNode(address)] as const] : [],
    ),
    references: references.map(({ from, to }) => [connectionNode(from), connectionNode(to)] as const),
  };
}
