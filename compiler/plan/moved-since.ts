import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Change, ConnectionChange, Manifest, Plan, PlanSource } from '../model.ts';
import { canonical } from './canonical.ts';
import { manifestFingerprint, type SavedChange, type SavedPlan } from './saved-plan.ts';
import { differences } from './sight.ts';
import { sourceName } from './source-name.ts';

/**
 * What keeps a saved plan from being applied: another server, another program, or something that it touches and that
 * moved since, with both values. Changes elsewhere on the server do not matter.
 */
export function movedSince(saved: Omit<SavedPlan, 'options'>, manifest: Manifest, now: Plan): readonly Diagnostic[] {
  const other = otherServer(saved.plan.source, now.source);
  if (other !== undefined) return [other];
  if (saved.plan.stack !== now.stack || saved.manifestFingerprint !== manifestFingerprint(manifest)) {
    return [
      diagnostic('PB507', 'The program has changed since the plan was made.', {
        notes: ['Nothing was written to the server.'],
        hint: 'Apply the plan from the commit that it was made from, or make a new one.',
      }),
    ];
  }
  const before = new Map(saved.plan.changes.map((change) => [nameOf(change), change]));
  const after = new Map(now.changes.map((change) => [nameOf(change), change]));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [planned, current] = [before.get(name), after.get(name)];
    return decisive(planned) === decisive(current) ? [] : [moved(name, planned, current)];
  });
}

/** A server that is reached under another address is the same one where its own id is. */
function otherServer(saved: SavedPlan['plan']['source'], now: PlanSource): Diagnostic | undefined {
  const isServer = now.kind === 'server' && saved.kind === 'server';
  const known = isServer && saved.serverId !== undefined && now.serverId !== undefined;
  if (known ? saved.serverId === now.serverId : isServer && saved.url === now.url) return undefined;
  const here = sourceName({ source: now });
  const isReplaced = isServer && saved.url === now.url;
  const there = saved.kind === 'server' ? (saved.url ?? 'another server') : 'files';
  return diagnostic(
    'PB507',
    isReplaced
      ? `The plan was made against another server than the one that is at ${here} now.`
      : `The plan was made against ${there}, and this is ${here}.`,
    {
      notes: [
        ...(known ? [`The one has the id ${saved.serverId}, this one ${now.serverId}.`] : []),
        'Nothing was written to the server.',
      ],
      hint: 'Make a plan against this server, or name the other one with `--server`.',
    },
  );
}

const nameOf = ({ id, address }: { readonly id?: unknown; readonly address?: unknown }): string =>
  String(address ?? id);

/** All that a change does. Where it is felt, and who points at what goes, is told by it and decides nothing. */
function decisive(change: object | undefined): string {
  if (change === undefined) return '';
  const told: ReadonlySet<string> = new Set(['effects', 'usedBy']);
  const entries = Object.entries(change).filter(([name]) => !told.has(name));
  return canonical(Object.fromEntries(entries.map(([name, value]) => [name, name === 'entry' ? owned(value) : value])));
}

/** A secret that was sent again meanwhile is no reason to plan anew: its fingerprint is taken over as it is then. */
const owned = (entry: unknown): unknown =>
  typeof entry === 'object' && entry !== null ? { ...entry, fingerprints: undefined } : entry;

function moved(name: string, planned: SavedChange | undefined, current: Change | undefined): Diagnostic {
  return diagnostic('PB603', `\`${name}\` ${whatMoved(planned, current)}.`, {
    address: name,
    notes: ['Nothing was written to the server.'],
    hint: 'Make a new plan, review it, and apply that.',
  });
}

function whatMoved(planned: SavedChange | undefined, current: Change | undefined): string {
  if (planned === undefined) return `needs a change that the plan does not have (\`${current?.action}\`)`;
  if (current === undefined) {
    return planned.action === 'delete' || planned.action === 'forget' ? 'is gone by now' : 'is as wanted by now';
  }
  const seen = current.target === 'connection' ? valuesMoved(planned, current) : [];
  const action =
    planned.action === current.action ? '' : `; to \`${planned.action}\` it would be to \`${current.action}\` now`;
  return seen.length > 0
    ? `was changed on the server since the plan: ${seen.join(', ')}${action}`
    : `needs another change than the plan has (\`${current.action}\` instead of \`${planned.action}\`, or with other values)`;
}

const valuesMoved = ({ seen }: SavedChange, current: ConnectionChange): readonly string[] =>
  seen === undefined || current.seen === undefined ? [] : differences(seen, current.seen);
