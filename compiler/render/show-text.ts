import { quoted, visible } from '../diagnostics/visible.ts';
import type { Manifest } from '../model.ts';
import { type ShownConnection, type ShownProject, shownProjects } from './shown-project.ts';
import type { Style } from './style.ts';
import { wrapPhrases } from './wrap.ts';

/** `show` for people: each project with the connections that it can use, where they come from and what for. */
export function showText(manifest: Manifest, ids: readonly string[], width: number, style: Style): string {
  const declared = new Set(manifest.projects.map(({ id }) => id));
  const blocks = shownProjects(manifest, ids).map((project) => projectLines(project, declared, width, style));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function projectLines(
  project: ShownProject,
  declared: ReadonlySet<string>,
  width: number,
  style: Style,
): readonly string[] {
  const { id, name, parent, connections, hidden } = project;
  const title = name === undefined || name === id ? visible(id) : `${visible(id)} ${quoted(name)}`;
  const origins = [...new Set(connections.map(({ from }) => from))];
  return [
    `${style.bold(title)}${parent === undefined ? '' : style.dim(` under ${parent}`)}`,
    ...(connections.length === 0 ? ['  no connection'] : []),
    ...origins.flatMap((origin) => [
      `  ${origin === id ? 'own' : `from ${origin}`}`,
      ...connections.filter(({ from }) => from === origin).flatMap((one) => connectionLines(one, width, style)),
    ]),
    ...(parent !== undefined && !declared.has(parent) ? [style.dim(`  and what reaches ${parent} on the server`)] : []),
    ...hidden.map(({ address, because, by }) =>
      style.dim(`  ${address}: ${because}${by === undefined ? '' : ` by ${by}`}`),
    ),
  ];
}

function connectionLines(
  { address, title, displayName, uses }: ShownConnection,
  width: number,
  style: Style,
): readonly string[] {
  const phrases = uses.map(({ text }, index) => (index === 0 ? `for ${text}` : text));
  return [
    `    ${style.green(address)}  ${title} ${quoted(displayName)}`,
    ...wrapPhrases(phrases, ' '.repeat(8), width).map(style.dim),
  ];
}
