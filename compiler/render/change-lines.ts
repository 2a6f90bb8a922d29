import { quoted, visible } from '../diagnostics/visible.ts';
import { type AuthorValue, authorValue } from '../kinds/author-value.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Kinds } from '../kinds/registry.ts';
import type { Change, ConnectionChange, ProjectChange, PropertyChange } from '../model.ts';
import { type ChangeSymbol, reasonLines, symbols, verbs } from './change-words.ts';
import { counted } from './counted.ts';
import { type EffectsContext, effectLines } from './effects-text.ts';
import { removalLines } from './removal-lines.ts';
import { sensitiveText, sentText } from './secret-words.ts';
import { type ShownChange, shownChange, shownValue } from './shown-change.ts';
import type { Style } from './style.ts';

/** What the lines about a change need to know of its plan. */
export interface ChangeContext {
  readonly kinds: Kinds;
  readonly effects: EffectsContext;
  /** Without one there are no ids to speak of. */
  readonly hasServer: boolean;
}

/** A change in Terraform's outline: what becomes of it and why, where it is felt, and its properties. */
export const changeLines = (change: Change, context: ChangeContext, style: Style): readonly string[] =>
  change.target === 'project' ? projectLines(change, context, style) : connectionLines(change, context, style);

function projectLines(
  { action, id, name, formerName, parent }: ProjectChange,
  { hasServer }: ChangeContext,
  style: Style,
): readonly string[] {
  const newName: Row = { sign: '+', name: 'name', text: quoted(name) };
  const rows: readonly Row[] =
    action === 'create'
      ? [newName, { sign: '+', name: 'parent', text: quoted(parent) }]
      : [formerName === undefined ? newName : { sign: '~', name: 'name', ...shownChange(formerName, name) }];
  const isUnsure = action === 'create' && !hasServer;
  return [
    `  ${style.bold(`# ${visible(id)} will be ${action === 'create' ? 'created' : 'renamed'}`)}`,
    ...(isUnsure ? [`  ${style.dim('# (unless the server has it already)')}`] : []),
    `${paint(symbols[action], style)} project ${quoted(id)} {`,
    ...aligned(rows, style),
    '    }',
  ];
}

/** One line between the braces of a change. */
interface Row {
  readonly sign: '+' | '~' | '-' | ' ';
  readonly name: string;
  readonly text: string;
  /** Below it: what becomes of a value that has lines. */
  readonly lines?: readonly string[] | undefined;
}

function aligned(rows: readonly Row[], style: Style): readonly string[] {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const color = { '+': style.green, '~': style.yellow, '-': style.red, ' ': (text: string) => text };
  return rows.flatMap(({ sign, name, text, lines = [] }) => [
    `      ${color[sign](sign)} ${name.padEnd(width)} = ${text}`,
    ...lines.map((line) => `          ${line}`),
  ]);
}

function connectionLines(
  change: ConnectionChange,
  { kinds, effects, hasServer }: ChangeContext,
  style: Style,
): readonly string[] {
  const { action, address, kind, displayName, unchanged } = change;
  const danger = action === 'delete' || action === 'replace';
  const name = displayName === '' ? '' : ` ${quoted(displayName)}`;
  const removal = removalLines(change);
  const hidden = `${counted(unchanged, 'unchanged property', 'unchanged properties')} hidden`;
  const inside = [
    ...aligned([...(hasServer ? idRow(change) : adoptedRow(change)), ...propertyRows(change, kinds)], style),
    ...(unchanged > 0 ? [`        ${style.dim(`# (${hidden})`)}`] : []),
  ];
  const object = `${paint(symbols[action], style)} ${visible(kind)}${name}`;
  return [
    `  ${style.bold(`# ${visible(address)} ${danger ? style.red(verbs[action]) : verbs[action]}`)}`,
    ...reasonLines(change).map((reason) => `  ${style.dim(`# (${reason})`)}`),
    ...effectLines(change, effects, style).map((line) => `  ${line}`),
    ...removal.harm.map((line) => `  ${style.red(`# ${line}`)}`),
    ...removal.facts.map((line) => `  ${style.dim(`# ${line}`)}`),
    ...(inside.length === 0 ? [object] : [`${object} {`, ...inside, '    }']),
  ];
}

function idRow({ action, featureId }: ConnectionChange): readonly Row[] {
  const unknown = '(known after apply)';
  if (action === 'create') return [{ sign: '+', name: 'id', text: unknown }];
  if (featureId === undefined) return [];
  const id = quoted(featureId);
  if (action === 'replace') return [{ sign: '~', name: 'id', text: `${id} -> ${unknown}` }];
  return [action === 'delete' ? { sign: '-', name: 'id', text: `${id} -> null` } : { sign: ' ', name: 'id', text: id }];
}

/** Without a server only an id that the author gave is known. */
const adoptedRow = ({ featureId }: ConnectionChange): readonly Row[] =>
  featureId === undefined ? [] : [{ sign: ' ', name: 'id', text: quoted(featureId) }];

function propertyRows({ action, kind, properties }: ConnectionChange, kinds: Kinds): readonly Row[] {
  const isNew = action === 'create' || action === 'replace';
  const known = kinds.named(kind);
  return (
    properties
      // The kind in the line above says it in the author's words, unless the author names it.
      .filter(({ featureProperty }) => featureProperty !== 'providerType' || known?.providerType === undefined)
      .map((one) => row(one, known, isNew))
  );
}

function row(
  { property, featureProperty, before, after, sensitive, ...sending }: PropertyChange,
  kind: Kind | undefined,
  isNew: boolean,
): Row {
  const name = visible(property);
  const text = (stored: string): string => {
    const value = authorValue(kind, featureProperty, stored);
    return value.isWord ? visible(value.text) : shownValue(value.text);
  };
  const old = sensitive ? sensitiveText(sending.formerSecret) : text(before ?? '');
  if (after === undefined) return { sign: '-', name, text: `${old} -> null` };
  const wanted = typeof after === 'string' ? text(after) : sentText(after, sending);
  if (isNew || (before === undefined && !sensitive)) return { sign: '+', name, text: wanted };
  if (sensitive || typeof after !== 'string')
    return { sign: '~', name, text: sensitive ? wanted : `${old} -> ${wanted}` };
  return {
    sign: '~',
    name,
    ...shownPair([before ?? '', after].map((stored) => authorValue(kind, featureProperty, stored))),
  };
}

/** Words of the author's stand for themselves; texts are compared. */
export function shownPair([before, after]: readonly AuthorValue[]): ShownChange {
  if (before?.isWord === false && after?.isWord === false) return shownChange(before.text, after.text);
  const shown = [before, after].map((one) => (one?.isWord ? visible(one.text) : shownValue(one?.text ?? '')));
  return { text: shown.join(' -> ') };
}

/** A symbol in its colour, as wide as the widest. */
export function paint(symbol: ChangeSymbol, style: Style): string {
  const text = symbol.padStart(3);
  if (symbol === '+') return style.green(text);
  if (symbol === '~') return style.yellow(text);
  if (symbol === '<=') return style.cyan(text);
  return style.red(text);
}
