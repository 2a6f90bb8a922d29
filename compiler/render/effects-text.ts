import { visible } from '../diagnostics/visible.ts';
import type { Kinds } from '../kinds/registry.ts';
import type { ChangeEffect, ConnectionChange, Plan } from '../model.ts';
import { counted } from './counted.ts';
import type { Style } from './style.ts';

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
export interface Remark {
  readonly text: string;
  readonly color: 'red' | 'yellow' | 'dim';
  /** Index into the plan's audiences: the projects that it speaks of, of which it names a few. */
  readonly audience: number | undefined;
}

/**
 * In which projects a change is felt, each as a line of its own: nothing where that is only its own project, unless the
 * project loses its last connection of the kind.
 */
export function effectLines(change: ConnectionChange, context: EffectsContext, style: Style): readonly string[] {
  return effectRemarks(change, context).map(({ text, color }) => style[color](`# ${text}`));
}

/** The same for forms other than text. */
export function effectRemarks(change: ConnectionChange, context: EffectsContext): readonly Remark[] {
  const effects = change.effects ?? [];
  const remarks = isReplacedEverywhere(effects)
    ? [felt(effects[0], change, context), ...effects.flatMap((one) => lost(one, change, context, true))]
    : effects.flatMap((effect) => remarksOn(effect, change, context));
  return remarks.filter((one) => one !== undefined);
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
  switch (effect.effect) {
    case 'edited':
      return [felt(effect, change, context)];
    case 'gains':
      return [reached(effect, change, context)];
    case 'loses':
      return lost(effect, change, context, false);
    case 'switches':
      return [switched(effect, change, context)];
  }
}

const isOnlyOwn = (projects: readonly string[], { project }: ConnectionChange): boolean =>
  projects.length === 1 && projects[0] === project;

function felt(
  effect: ChangeEffect | undefined,
  change: ConnectionChange,
  { audiences }: EffectsContext,
): Remark | undefined {
  const audience = effect?.projects ?? -1;
  const projects = audiences[audience] ?? [];
  if (isOnlyOwn(projects, change)) return undefined;
  return { text: `felt in ${counted(projects.length, 'project')}: ${named(projects)}`, color: 'dim', audience };
}

function reached(
  { projects: audience }: ChangeEffect,
  change: ConnectionChange,
  { audiences }: EffectsContext,
): Remark | undefined {
  const projects = audiences[audience] ?? [];
  if (isOnlyOwn(projects, change)) return undefined;
  const verb = change.action === 'create' || change.action === 'replace' ? 'reaches' : 'now also reaches';
  return { text: `${verb} ${counted(projects.length, 'project')}: ${named(projects)}`, color: 'dim', audience };
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
      : {
          text: `lost in ${counted(projects.length, 'project')}: ${named(projects)}`,
          color: 'yellow',
          audience: index,
        },
    last.length === 0
      ? undefined
      : {
          text:
            last.length === 1
              ? `${named(last)} loses its ${what}`
              : `${counted(last.length, 'project')} lose their ${what}: ${named(last)}`,
          color: 'red',
          audience: lastOfKind,
        },
  ];
}

function switched(
  { from = '', to = '', projects: audience }: ChangeEffect,
  { address }: ConnectionChange,
  { audiences, removed }: EffectsContext,
): Remark {
  const projects = audiences[audience] ?? [];
  const where = `${counted(projects.length, 'project')}: ${named(projects)}`;
  if (to === address) {
    const how = removed.has(from) ? 'takes the place of' : 'now shadows';
    return { text: `${how} ${ofProject(from)} for ${where}`, color: 'yellow', audience };
  }
  return { text: `gives way to ${ofProject(to)} in ${where}`, color: 'yellow', audience };
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
