import type { Kinds } from '../kinds/registry.ts';
import type { ChangeEffect, ConnectionChange, Plan } from '../model.ts';
import { counted } from './counted.ts';
import type { Style } from './style.ts';
import { visible } from './visible.ts';

/** What the lines about one change need to know of its plan. */
export interface EffectsContext {
  readonly audiences: Plan['audiences'];
  readonly kinds: Kinds;
  /** Addresses of connections that the plan removes. */
  readonly removed: ReadonlySet<string>;
  /** Kinds that more than one change takes the last connection of away. */
  readonly repeated: ReadonlySet<string>;
}

/** Looks through a plan once, for all of its changes. */
export function effectsContext({ changes, audiences }: Plan, kinds: Kinds): EffectsContext {
  const connections = changes.filter((change) => change.target === 'connection');
  const last = connections
    .filter(({ effects = [] }) => effects.some(({ lastOfKind }) => lastOfKind !== undefined))
    .map((change) => lostKind(change, kinds));
  return {
    audiences,
    kinds,
    removed: new Set(connections.filter(({ action }) => action === 'delete').map(({ address }) => address)),
    repeated: new Set(last.filter((kind, index) => last.indexOf(kind) !== index)),
  };
}

/** One thing that is to be said, and how urgent it is. */
interface Remark {
  readonly text: string;
  readonly color: 'red' | 'yellow' | 'dim';
}

/**
 * In which projects a change is felt, each as a line of its own: nothing where that is only its own project, unless the
 * project loses its last connection of the kind.
 */
export function effectLines(change: ConnectionChange, context: EffectsContext, style: Style): readonly string[] {
  const effects = change.effects ?? [];
  const remarks = isReplacedEverywhere(effects)
    ? [
        felt(context.audiences[effects[0]?.projects ?? -1] ?? [], change),
        ...effects.flatMap((one) => lost(one, change, context, true)),
      ]
    : effects.flatMap((effect) => remarksOn(effect, change, context));
  return remarks.filter((one) => one !== undefined).map(({ text, color }) => style[color](`# ${text}`));
}

/** Whether the same projects lose a connection and gain another, which is one thing to say. */
const isReplacedEverywhere = (effects: readonly ChangeEffect[]): boolean =>
  effects.length === 2 &&
  effects[0]?.effect === 'gains' &&
  effects[1]?.effect === 'loses' &&
  effects[0].projects === effects[1].projects;

function remarksOn(
  effect: ChangeEffect,
  change: ConnectionChange,
  context: EffectsContext,
): readonly (Remark | undefined)[] {
  const projects = context.audiences[effect.projects] ?? [];
  switch (effect.effect) {
    case 'edited':
      return [felt(projects, change)];
    case 'gains':
      return [reached(projects, change)];
    case 'loses':
      return lost(effect, change, context, false);
    case 'switches':
      return [switched(effect, projects, change, context)];
  }
}

const isOnlyOwn = (projects: readonly string[], { project }: ConnectionChange): boolean =>
  projects.length === 1 && projects[0] === project;

const felt = (projects: readonly string[], change: ConnectionChange): Remark | undefined =>
  isOnlyOwn(projects, change)
    ? undefined
    : { text: `felt in ${counted(projects.length, 'project')}: ${named(projects)}`, color: 'dim' };

function reached(projects: readonly string[], change: ConnectionChange): Remark | undefined {
  if (isOnlyOwn(projects, change)) return undefined;
  const verb = change.action === 'create' || change.action === 'replace' ? 'reaches' : 'now also reaches';
  return { text: `${verb} ${counted(projects.length, 'project')}: ${named(projects)}`, color: 'dim' };
}

function lost(
  { effect, projects: index, lastOfKind }: ChangeEffect,
  change: ConnectionChange,
  { audiences, kinds, repeated }: EffectsContext,
  isSaid: boolean,
): readonly (Remark | undefined)[] {
  if (effect !== 'loses') return [];
  const projects = audiences[index] ?? [];
  const last = lastOfKind === undefined ? [] : (audiences[lastOfKind] ?? []);
  const isSilent = isSaid || isOnlyOwn(projects, change) || last.length === projects.length;
  const kind = lostKind(change, kinds);
  const what = `${repeated.has(kind) ? 'last' : 'only'} ${visible(kind)}`;
  return [
    isSilent
      ? undefined
      : { text: `lost in ${counted(projects.length, 'project')}: ${named(projects)}`, color: 'yellow' },
    ...(last.length === 0
      ? []
      : last.length === 1
        ? [{ text: `${named(last)} loses its ${what}`, color: 'red' } as const]
        : [{ text: `${counted(last.length, 'project')} lose their ${what}: ${named(last)}`, color: 'red' } as const]),
  ];
}

function switched(
  { from = '', to = '' }: ChangeEffect,
  projects: readonly string[],
  { address }: ConnectionChange,
  { removed }: EffectsContext,
): Remark {
  const where = `${counted(projects.length, 'project')}: ${named(projects)}`;
  if (to === address) {
    const how = removed.has(from) ? 'takes the place of' : 'now shadows';
    return { text: `${how} ${ofProject(from)} for ${where}`, color: 'yellow' };
  }
  return { text: `gives way to ${ofProject(to)} in ${where}`, color: 'yellow' };
}

const ofProject = (address: string): string => {
  const slash = address.indexOf('/');
  return `${visible(address.slice(slash + 1))} of ${visible(address.slice(0, slash))}`;
};

/** What it was: a replacement takes a connection of another kind away than it makes. */
function lostKind({ seen, providerType }: ConnectionChange, kinds: Kinds): string {
  const stored = seen?.properties['providerType'] ?? providerType;
  return kinds.ofProvider(stored)?.name ?? stored;
}

const mostNamed = 3;

/** The first few by id, and how many more. */
function named(projects: readonly string[]): string {
  const first = projects.slice(0, mostNamed).map(visible).join(', ');
  return projects.length > mostNamed ? `${first} and ${projects.length - mostNamed} more` : first;
}
