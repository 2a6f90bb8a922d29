import { quoted, visible } from '../diagnostics/visible.ts';
import { authorValue } from '../kinds/author-value.ts';
import type { Kind } from '../kinds/kind.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import type { ConnectionAction, Drift, DriftedProperty, DriftItem, DriftKind, Manifest } from '../model.ts';
import { shownPair } from './change-lines.ts';
import { counted } from './counted.ts';
import { type ShownChange, shownValue } from './shown-change.ts';
import type { Style } from './style.ts';

const happened: Readonly<Record<DriftKind, string>> = {
  edited: 'was edited',
  renamed: 'was renamed',
  deleted: 'was deleted',
  recreated: 'was deleted and made anew by hand',
  moved: 'was moved to another project',
  added: 'was added by hand to an exclusive project',
};

const symbols: Readonly<Record<DriftKind, string>> = {
  edited: '~',
  renamed: '~',
  deleted: '-',
  recreated: '-/+',
  moved: '->',
  added: '+',
};

const remedies: Readonly<Record<ConnectionAction, string>> = {
  create: 'create it anew, with a new id',
  update: 'change it back, in place',
  delete: 'destroy it',
  replace: 'destroy it and make it anew',
  adopt: 'take it over',
  move: 'record its new key',
  record: 'record it',
  forget: 'forget it',
};

/** What has drifted, for people. The verdict comes first. */
export function driftText(drift: Drift, kinds: Manifest['kinds'], style: Style): string {
  const { stack, items, owned } = drift;
  const all = `${counted(owned, 'connection')} of stack ${quoted(stack)}`;
  if (items.length === 0) {
    return `${style.bold(style.green('No drift.'))} Nobody has changed the ${all} since they were applied.\n`;
  }
  return [
    `${style.bold(style.yellow('Drift:'))} ${driftCounts(drift)}; ${all}.`,
    ...items.flatMap((item) => ['', ...driftItemLines(item, kindsFor(kinds), style)]),
    '',
  ].join('\n');
}

/** `2 edited, 1 deleted`. */
export function driftCounts({ items }: Drift): string {
  const counts = (Object.keys(happened) as readonly DriftKind[]).flatMap((what) => {
    const count = items.filter((item) => item.what === what).length;
    return count === 0 ? [] : [`${count} ${what}`];
  });
  return counts.join(', ');
}

/** One connection that has drifted, for people. */
export function driftItemLines(item: DriftItem, kinds: Kinds, style: Style): readonly string[] {
  const { what, address, kind, displayName, featureId, found, properties, remedy, refused } = item;
  const name = displayName === '' ? '' : ` ${quoted(displayName)}`;
  const known = kinds.named(kind);
  const width = Math.max(0, ...properties.map(({ property }) => property.length));
  return [
    `${style.yellow(symbols[what].padStart(3))} ${style.bold(visible(address))} ${happened[what]}`,
    `      ${visible(kind)}${name} [id=${visible(featureId)}]`,
    ...properties.flatMap((one) => {
      const { text, lines = [] } = values(one, known);
      return [`      ${visible(one.property).padEnd(width)}  ${text}`, ...lines.map((line) => `          ${line}`)];
    }),
    ...(found === undefined
      ? []
      : [`      now ${visible(found.featureId)} in ${visible(found.project)}, ${owner(found)}`]),
    `      ${style.dim(`apply would ${advice(remedy, refused)}`)}`,
  ];
}

const owner = ({ owner: stack }: NonNullable<DriftItem['found']>): string =>
  stack === undefined ? 'owned by no stack' : `owned by stack ${quoted(stack)}`;

const advice = (remedy: ConnectionAction | undefined, refused: string | undefined): string =>
  refused !== undefined
    ? `refuse to go on (${refused}: see \`plugboard plan\`)`
    : remedy === undefined
      ? 'leave it so'
      : remedies[remedy];

function values({ featureProperty, declared, live, sensitive }: DriftedProperty, kind: Kind | undefined): ShownChange {
  if (sensitive) return { text: 'its secret is gone' };
  const text = (stored: string | undefined): string => {
    if (stored === undefined) return 'null';
    const value = authorValue(kind, featureProperty, stored);
    return value.isWord ? visible(value.text) : shownValue(value.text);
  };
  if (declared === undefined || live === undefined) return { text: `${text(declared)} -> ${text(live)}` };
  return shownPair([declared, live].map((stored) => authorValue(kind, featureProperty, stored)));
}
