import { visible } from '../../diagnostics/visible.ts';
import { parentsFirst } from '../../flatten/parents-first.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kindsFor } from '../../kinds/registry.ts';
import type { EffectiveSet, Manifest, Plan } from '../../model.ts';
import { symbols } from '../change-words.ts';
import type { ConnectionData, KindData, MarkData, ProjectData, ReportData, SetData } from './report-data.ts';

/** Gathers what the report shows of a tree. With a plan, the tree is the one that it leaves, and its changes are marked. */
export function reportDataOf(manifest: Manifest, plan?: Pick<Plan, 'changes' | 'audiences'>): ReportData {
  const projects = parentsFirst(manifest.projects);
  const positions = new Map(projects.map(({ id }, index) => [id, index]));
  const changes = plan?.changes ?? [];
  const ofProject = new Map<string, number>();
  const ofConnection = new Map<string, number>();
  for (const [index, change] of changes.entries()) {
    if (change.target === 'project') ofProject.set(change.id, index);
    else if (change.action !== 'forget') ofConnection.set(change.address, index);
  }
  const kinds = numberedKinds(manifest);
  const connection = (project: string, key: string, kind: string, name: string, change?: number): ConnectionData => ({
    at: positions.get(project),
    key: visible(key),
    kind: kinds.numberOf(kind),
    name: visible(name),
    change,
  });
  const numbers = new Map(manifest.connections.map(({ address }, index) => [address, index]));
  const there = manifest.connections.map(({ project, key, kind, displayName, address }) =>
    connection(project, key, kind, displayName, ofConnection.get(address)),
  );
  const provided = (manifest.provided ?? []).map(
    ({ id, kind, displayName }): ConnectionData => ({ ...connection('', id, kind, displayName), at: undefined }),
  );
  const gone = changes.flatMap((change, index): readonly ConnectionData[] =>
    change.target === 'connection' && change.action === 'delete'
      ? [{ ...connection(change.project, change.key, change.kind, change.displayName, index), gone: true }]
      : [],
  );
  const providedNumbers = provided.map((_, index) => there.length + index);
  return {
    projects: projects.map(({ id, name, parent, effective }): ProjectData => {
      const up = parent === undefined ? undefined : (positions.get(parent) ?? visible(parent));
      const isNamed = name !== undefined && name !== id;
      return {
        id: visible(id),
        name: isNamed ? visible(name) : undefined,
        up,
        set: effective,
        change: ofProject.get(id),
      };
    }),
    connections: [...there, ...provided, ...gone],
    sets: manifest.effectiveSets.map((set) => setData(set, numbers, providedNumbers)),
    changes: changes.map(({ action }) => ({ symbol: symbols[action], ...words[action] })),
    audiences: (plan?.audiences ?? []).map((ids) => stretchesOf(ids, positions)),
    kinds: kinds.list,
  };
}

const words: Readonly<Record<Plan['changes'][number]['action'], Omit<MarkData, 'symbol'>>> = {
  create: { word: 'created' },
  update: { word: 'updated' },
  delete: { word: 'destroyed', danger: true },
  replace: { word: 'replaced', danger: true },
  adopt: { word: 'imported' },
  move: { word: 'moved' },
  record: { word: 'recorded' },
  forget: { word: 'forgotten' },
};

function setData(
  { inherits, adds, hides }: EffectiveSet,
  numbers: ReadonlyMap<string, number>,
  provided: readonly number[],
): SetData {
  const known = (addresses: readonly string[]): readonly number[] =>
    addresses.flatMap((address) => numbers.get(address) ?? []);
  const hidden = hides?.flatMap(({ address, by }) => {
    const it = numbers.get(address);
    return it === undefined ? [] : [{ it, by: by === undefined ? undefined : numbers.get(by) }];
  });
  // What the server provides reaches everything: it stands in every set that starts empty.
  return { from: inherits, adds: inherits === undefined ? [...known(adds), ...provided] : known(adds), hides: hidden };
}

/** Kinds that occur, each once. */
function numberedKinds(manifest: Manifest): {
  readonly list: readonly KindData[];
  readonly numberOf: (name: string) => number;
} {
  const list: KindData[] = [];
  const numbers = new Map<string, number>();
  const known = kindsFor(manifest.kinds);
  return {
    list,
    numberOf: (name) => {
      const number = numbers.get(name) ?? list.push(kindData(name, known.named(name))) - 1;
      numbers.set(name, number);
      return number;
    },
  };
}

const kindData = (name: string, kind: Kind | undefined): KindData => ({
  name: visible(name),
  title: visible(kind?.title ?? name),
  uses: (kind?.uses ?? []).map(({ text, rootOnly }) => ({ text: visible(text), rootOnly })),
});

/** Neighbours in the tree are most often felt in together: as stretches, an audience is a few numbers. */
function stretchesOf(ids: readonly string[], positions: ReadonlyMap<string, number>): readonly number[] {
  const found = ids.flatMap((id) => positions.get(id) ?? []).sort((a, b) => a - b);
  const stretches: number[] = [];
  for (const position of found) {
    if (stretches.at(-1) === position) stretches[stretches.length - 1] = position + 1;
    else stretches.push(position, position + 1);
  }
  return stretches;
}
