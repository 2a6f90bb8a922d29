import type { Manifest } from '../model.ts';
import { type ShownConnection, type ShownProject, shownProjects } from './shown-project.ts';
import type { Style } from './style.ts';
import { quoted, visible } from './visible.ts';

/** `show` for people: each project with the connections that it can use, where they come from and what for. */
export function showText(manifest: Manifest, ids: readonly string[], style: Style): string {
  const projects = shownProjects(manifest, ids);
  const outside = new Set(manifest.projects.map(({ id }) => id));
  return `${projects.map((project) => projectBlock(project, outside, style).join('\n')).join('\n\n')}\n`;
}

function projectBlock(project: ShownProject, declared: ReadonlySet<string>, style: Style): readonly string[] {
  const { id, name, parent, connections, hidden } = project;
  const title = name === undefined || name === id ? visible(id) : `${visible(id)} ${style.dim(quoted(name))}`;
  const under = parent === undefined ? '' : style.dim(` under ${parent}`);
  return [
    `${style.bold(title)}${under}`,
    ...(parent !== undefined && !declared.has(parent)
      ? [style.dim(`  (what \`${parent}\` and its parents pass down is known to the server only)`)]
      : []),
    ...(connections.length === 0 ? ['  no connection'] : connections.flatMap((one) => connectionLines(one, style))),
    ...hidden.map(({ address, because, by }) =>
      style.dim(`  ${address}: ${because}${by === undefined ? '' : ` by ${by}`}`),
    ),
  ];
}

function connectionLines(connection: ShownConnection, style: Style): readonly string[] {
  const { address, title, displayName, from, inherited, uses } = connection;
  const origin = inherited ? `inherited from ${from}` : 'own';
  return [
    `  ${style.green(address)}  ${title} ${quoted(displayName)}, ${origin}`,
    ...(uses.length === 0 ? [] : [style.dim(`      for ${uses.map(({ text }) => text).join(', ')}`)]),
  ];
}
