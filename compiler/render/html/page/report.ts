import type { ConnectionData, HiddenData, MarkData, ProjectData, ReportData } from '../report-data.ts';

/** What a project can use and cannot, by the numbers of connections. */
interface Effective {
  readonly own: readonly number[];
  /** The nearest project's first. */
  readonly inherited: readonly number[];
  readonly hidden: readonly HiddenData[];
}

/** The numbers of an `Effective`. */
interface Counts {
  readonly own: number;
  readonly inherited: number;
  readonly shadowed: number;
  readonly withheld: number;
}

/** The report's data with the questions that the page asks of it. Nothing is spelled out before it is asked for. */
export interface Report {
  readonly data: ReportData;
  readonly project: (number: number) => ProjectData;
  readonly connection: (number: number) => ConnectionData;
  /** Projects directly below; those without a parent in the report for undefined. */
  readonly below: (project: number | undefined) => readonly number[];
  /** The number after the last project that stands below this one. */
  readonly end: (project: number) => number;
  /** From the top down to the project itself. */
  readonly path: (project: number) => readonly number[];
  readonly ownOf: (project: number) => readonly number[];
  /** Connections that the plan takes away from a project. */
  readonly goneFrom: (project: number) => readonly number[];
  readonly effective: (project: number) => Effective;
  /** How many there are of each, without spelling them out. */
  readonly counts: (project: number) => Counts;
  /** Projects that can use a connection. */
  readonly reach: (connection: number) => readonly number[];
  readonly mark: (of: { readonly change?: number | undefined }) => MarkData | undefined;
}

export function reportOf(data: ReportData): Report {
  const { projects, connections, sets } = data;
  const below = new Map<number | undefined, number[]>();
  const own = new Map<number, number[]>();
  const gone = new Map<number, number[]>();
  const ends = projects.map((_, index) => index + 1);
  for (const [index, { up }] of projects.entries())
    push(below, typeof up === 'number' && up < index ? up : undefined, index);
  for (let index = projects.length - 1; index > 0; index -= 1) {
    const up = projects[index]?.up;
    if (typeof up === 'number' && up < index) ends[up] = Math.max(ends[up] ?? 0, ends[index] ?? 0);
  }
  for (const [index, { at, gone: isGone }] of connections.entries()) {
    if (at !== undefined) push(isGone ? gone : own, at, index);
  }
  const tallies = talliesOf(data);
  const providedCount = connections.filter(({ at }) => at === undefined).length;
  const project = (number: number): ProjectData => projects[number] ?? nowhere;
  const isOwn = (connection: number, of: number): boolean => {
    const at = connections[connection]?.at;
    return at === undefined ? project(of).up === undefined : at === of;
  };
  return {
    data,
    project,
    connection: (number) => connections[number] ?? nothing,
    below: (number) => below.get(number) ?? [],
    end: (number) => ends[number] ?? number + 1,
    path: (number) => {
      const path = [number];
      for (let up = project(number).up; typeof up === 'number' && !path.includes(up); up = project(up).up)
        path.unshift(up);
      return path;
    },
    ownOf: (number) => own.get(number) ?? [],
    goneFrom: (number) => gone.get(number) ?? [],
    effective: (number) => {
      const layers: number[][] = [];
      const hidden: HiddenData[] = [];
      const hiddenNumbers = new Set<number>();
      for (let index: number | undefined = project(number).set; index !== undefined; ) {
        const set: ReportData['sets'][number] | undefined = sets[index];
        if (set === undefined) break;
        layers.push(set.adds.filter((one) => !hiddenNumbers.has(one)));
        for (const one of set.hides ?? []) {
          hidden.push(one);
          hiddenNumbers.add(one.it);
        }
        index = set.from;
      }
      const all = layers.flat();
      return {
        own: all.filter((one) => isOwn(one, number)),
        inherited: all.filter((one) => !isOwn(one, number)),
        hidden,
      };
    },
    counts: (number) => {
      const { set, up } = project(number);
      const { effective = 0, shadowed = 0, withheld = 0 } = tallies[set] ?? {};
      const count = (own.get(number)?.length ?? 0) + (up === undefined ? providedCount : 0);
      return { own: count, inherited: effective - count, shadowed, withheld };
    },
    reach: (connection) => {
      const has = setsWith(connection, data);
      return projects.flatMap(({ set }, index) => (has[set] ? [index] : []));
    },
    mark: ({ change }) => (change === undefined ? undefined : data.changes[change]),
  };
}

const nowhere: ProjectData = { id: '', set: -1 };
const nothing: ConnectionData = { key: '', kind: 0, name: '' };

function push<K>(lists: Map<K, number[]>, key: K, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

interface Tally {
  readonly effective: number;
  readonly shadowed: number;
  readonly withheld: number;
}

/** For each set what it holds and what is hidden from it: counted from the set that it starts from. */
function talliesOf({ sets }: ReportData): readonly Tally[] {
  const tallies: Tally[] = [];
  for (const { from = -1, adds, hides = [] } of sets) {
    const { effective = 0, shadowed = 0, withheld = 0 } = tallies[from] ?? {};
    const nearer = hides.filter(({ by }) => by !== undefined).length;
    tallies.push({
      effective: effective + adds.length - hides.length,
      shadowed: shadowed + nearer,
      withheld: withheld + hides.length - nearer,
    });
  }
  return tallies;
}

/** For each set whether the connection is in it. A set stands behind the one that it starts from. */
function setsWith(connection: number, { sets }: ReportData): readonly boolean[] {
  const has: boolean[] = [];
  for (const { from, adds, hides = [] } of sets) {
    const inherits = from !== undefined && has[from] === true && !hides.some(({ it }) => it === connection);
    has.push(inherits || adds.includes(connection));
  }
  return has;
}
