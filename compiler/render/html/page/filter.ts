import type { Report } from './report.ts';

/** What somebody looks for. */
interface Filter {
  readonly text: string;
  /** Number of the kind. */
  readonly kind: number | undefined;
  readonly onlyChanged: boolean;
}

/** What of the tree fits a filter. */
export interface Found {
  /** Projects that fit by themselves. */
  readonly projects: ReadonlySet<number>;
  /** Connections that fit, by the project that they are made in. */
  readonly connections: ReadonlyMap<number, readonly number[]>;
  readonly connectionCount: number;
  /** The projects that hold something that fits, and all above them. */
  readonly shown: ReadonlySet<number>;
}

export type Search = (filter: Filter) => Found | undefined;

/** Makes the search. What is compared is put into one form once, so that each key press only looks. */
export function searchOf(report: Report): Search {
  const { data } = report;
  const kindTexts = data.kinds.map(({ name, title }) => folded(`${name} ${title}`));
  const projectTexts = data.projects.map(({ id, name = '' }) => folded(`${id} ${name}`));
  const connectionTexts = data.connections.map(
    ({ at, key, name, kind }) =>
      `${folded(`${at === undefined ? '' : report.project(at).id}/${key} ${name}`)} ${kindTexts[kind]}`,
  );
  return ({ text, kind, onlyChanged }) => {
    const words = folded(text)
      .split(/\s+/)
      .filter((word) => word !== '');
    if (words.length === 0 && kind === undefined && !onlyChanged) return undefined;
    const fits = (of: string): boolean => words.every((word) => of.includes(word));
    const connections = new Map<number, number[]>();
    const projects = new Set<number>();
    const shown = new Set<number>();
    let connectionCount = 0;
    for (const [index, one] of data.connections.entries()) {
      if (kind !== undefined && one.kind !== kind) continue;
      if (onlyChanged && one.change === undefined) continue;
      if (!fits(connectionTexts[index] ?? '')) continue;
      connectionCount += 1;
      // What the server has by itself stands in the root.
      const at = one.at ?? 0;
      const list = connections.get(at);
      if (list === undefined) connections.set(at, [index]);
      else list.push(index);
    }
    if (kind === undefined) {
      for (const [index, { change }] of data.projects.entries()) {
        if (fits(projectTexts[index] ?? '') && !(onlyChanged && change === undefined)) projects.add(index);
      }
    }
    for (const index of [...projects, ...connections.keys()]) {
      let at: number | string | undefined = index;
      while (typeof at === 'number' && !shown.has(at)) {
        shown.add(at);
        at = report.project(at).up;
      }
    }
    return { projects, connections, connectionCount, shown };
  };
}

/** Upper and lower case, and the several ways to write an accent, are the same to who searches. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
