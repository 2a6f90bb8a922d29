import { hasErrors } from '../diagnostics/diagnostic.ts';
import { authorValue } from '../kinds/author-value.ts';
import type { Kind } from '../kinds/kind.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import { revisionOf } from '../kinds/secret-reference.ts';
import type {
  Change,
  ConnectionChange,
  Plan,
  ProjectChange,
  PropertyChange,
  ResendReason,
  SentValue,
} from '../model.ts';
import type { Planned } from '../plan/plan.ts';
import { sourceName } from '../plan/source-name.ts';
import { type PlanSummary, summarize } from '../plan/summary.ts';
import { judge } from '../plan/verdict.ts';
import { counted } from './counted.ts';
import { type EffectsContext, effectLines, effectsContext } from './effects-text.ts';
import { placeInWords } from './place-in-words.ts';
import { removalLines } from './removal-lines.ts';
import type { Style } from './style.ts';
import { verdictLine } from './verdict-text.ts';
import { quoted, visible } from './visible.ts';

type Symbol = '+' | '~' | '-' | '-/+' | '<=' | '.';

/** The symbol of each action. */
export const symbols: Readonly<Record<Change['action'], Symbol>> = {
  create: '+',
  update: '~',
  delete: '-',
  replace: '-/+',
  adopt: '<=',
  move: '~',
  record: '~',
  forget: '.',
};

const legend: Readonly<Record<Symbol, string>> = {
  '+': 'create',
  '~': 'update in-place',
  '-': 'destroy',
  '-/+': 'destroy and then create replacement',
  '<=': 'import (take over what is there)',
  '.': 'forget',
};

/** The same, but nothing where errors are all that there is to say: "no changes" would be wrong then. */
export const plannedText = ({ plan, diagnostics }: Planned, style: Style): string =>
  plan.changes.length === 0 && hasErrors(diagnostics) ? '' : planText(plan, style);

/** A plan for people, in the words and symbols that Terraform made familiar. */
export function planText(plan: Plan, style: Style): string {
  const { changes } = plan;
  if (changes.length === 0) {
    const lead = style.bold(style.green('No changes.'));
    return `${lead} The server matches the declared connections.\n${unmanagedLine(plan)}`;
  }
  return [
    verdictText(plan, style),
    `Stack ${quoted(plan.stack)} against ${visible(sourceName(plan))}.`,
    '',
    ...changesLines(plan, 'Plugboard will perform the following actions:', style),
    unmanagedLine(plan),
  ].join('\n');
}

/** The symbols that are used, the changes one by one under an introduction, and how many there are. */
export function changesLines(plan: Plan, introduction: string, style: Style): readonly string[] {
  const kinds = kindsFor(plan.kinds);
  const effects = effectsContext(plan, kinds);
  const used = new Set(plan.changes.map(({ action }) => symbols[action]));
  const keys = (Object.keys(legend) as readonly Symbol[]).filter((symbol) => used.has(symbol));
  const hasServer = plan.source.kind !== 'revision';
  return [
    'Actions are shown with these symbols:',
    ...keys.map((symbol) => `${paint(symbol, style)} ${legend[symbol]}`),
    '',
    introduction,
    '',
    ...plan.changes.flatMap((change) => [...changeLines(change, { kinds, effects, hasServer }, style), '']),
    summaryLine(summarize(plan), style),
  ];
}

/** What the lines about a change need to know of its plan. */
interface ChangeContext {
  readonly kinds: Kinds;
  readonly effects: EffectsContext;
  /** Without one there are no ids to speak of. */
  readonly hasServer: boolean;
}

/** Each change of a plan in the same words, for forms that put them together otherwise. */
export function changeTexts(plan: Plan, style: Style): (change: Change) => readonly string[] {
  const kinds = kindsFor(plan.kinds);
  const context = { kinds, effects: effectsContext(plan, kinds), hasServer: plan.source.kind !== 'revision' };
  return (change) => changeLines(change, context, style);
}

/** What is about to be applied of a plan that was shown and reviewed before. */
export function savedPlanText(plan: Plan, style: Style): string {
  const what =
    plan.changes.length === 0 ? 'No changes.' : `${verdictText(plan, style)}\n${summaryLine(summarize(plan), style)}`;
  return `Stack ${quoted(plan.stack)} against ${visible(sourceName(plan))}, as planned.\n${what}\n`;
}

/** `Plan: 2 to add, 1 to change, 0 to destroy.`: tools look for exactly this. */
export function summaryLine(summary: PlanSummary, style: Style): string {
  const parts = [
    ...(summary.import > 0 ? [`${summary.import} to import`] : []),
    `${summary.add} to add`,
    `${summary.change} to change`,
    `${summary.destroy} to destroy`,
    ...(summary.forget > 0 ? [`${summary.forget} to forget`] : []),
  ];
  return `${style.bold('Plan:')} ${parts.join(', ')}.`;
}

/** Whoever has only one line to read gets to know whether it is dangerous. */
export function verdictText(plan: Plan, style: Style): string {
  const found = judge(plan);
  return style.bold(found.dangers.length > 0 ? style.red(verdictLine(found)) : style.green(verdictLine(found)));
}

const mostNamed = 5;

/** What is left alone, as a line; empty where there is nothing. */
export function unmanagedLine({ unmanaged }: Plan): string {
  if (unmanaged.length === 0) return '';
  const connections = unmanaged.reduce((sum, one) => sum + one.connections, 0);
  const named = unmanaged.slice(0, mostNamed).map(({ project }) => visible(project));
  const more = unmanaged.length > named.length ? ` and ${unmanaged.length - named.length} more projects` : '';
  return `${counted(connections, 'unmanaged connection')} left alone, in ${named.join(', ')}${more}.\n`;
}

function paint(symbol: Symbol, style: Style): string {
  const text = symbol.padStart(3);
  if (symbol === '+') return style.green(text);
  if (symbol === '~') return style.yellow(text);
  if (symbol === '<=') return style.cyan(text);
  return style.red(text);
}

const changeLines = (change: Change, context: ChangeContext, style: Style): readonly string[] =>
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
      : [
          formerName === undefined
            ? newName
            : { sign: '~', name: 'name', text: `${quoted(formerName)} -> ${quoted(name)}` },
        ];
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
}

function aligned(rows: readonly Row[], style: Style): readonly string[] {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const color = { '+': style.green, '~': style.yellow, '-': style.red, ' ': (text: string) => text };
  return rows.map(({ sign, name, text }) => `      ${color[sign](sign)} ${name.padEnd(width)} = ${text}`);
}

/** What becomes of a connection. */
export const verbs: Readonly<Record<ConnectionChange['action'], string>> = {
  create: 'will be created',
  update: 'will be updated in-place',
  delete: 'will be destroyed',
  replace: 'must be replaced',
  adopt: 'will be imported',
  move: 'has moved',
  record: 'will be recorded',
  forget: 'will be forgotten',
};

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

/** Why, where that does not go without saying. */
export function reasonLines({ reason, previousAddress, action }: ConnectionChange): readonly string[] {
  switch (reason) {
    case 'not-declared':
      return ['because it is no longer declared'];
    case 'exclusive-project':
      return ['because the project is exclusive and nobody declared it'];
    case 'kind-changed':
      return ['because its kind changed; whatever uses its id will stop working'];
    case 'deleted-on-server':
      return [action === 'forget' ? 'because it is gone from the server' : 'because it was deleted on the server'];
    case 'interrupted-create':
      return ['because an interrupted apply created it'];
    case 'ledger-behind':
      return ['the server is as declared already, and the ledger does not know it yet'];
    case 'rotation':
      return ['because somebody asks for it'];
    case 'renamed-key':
      return [`it was ${visible(previousAddress ?? '')} before`];
    case 'adopt-matching':
      return ['because it has this kind and name, and no stack owns it'];
    case 'adopt-line':
    case 'declared':
    case 'differs':
      return [];
  }
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
    return value.isWord ? visible(value.text) : quoted(value.text);
  };
  const old = sensitive ? sensitiveText(sending.formerSecret) : text(before ?? '');
  if (after === undefined) return { sign: '-', name, text: `${old} -> null` };
  const wanted = typeof after === 'string' ? text(after) : sentText(after, sending);
  if (isNew || (before === undefined && !sensitive)) return { sign: '+', name, text: wanted };
  return { sign: '~', name, text: sensitive ? wanted : `${old} -> ${wanted}` };
}

const resendReasons: Readonly<Record<ResendReason, string>> = {
  'value-differs': ', not the one that was sent last',
  rotation: ', sent again',
};

/** What is sent in place of a value that no plan holds. */
export function sentText(
  secret: Exclude<SentValue, string>,
  { sentRevision, resend, formerSecret }: Pick<PropertyChange, 'sentRevision' | 'resend' | 'formerSecret'>,
): string {
  if ('connection' in secret) return '(known after apply)';
  const place = placeInWords(secret);
  const source = formerSecret === undefined ? place : `${secretPlace(formerSecret)} -> ${place}`;
  const revised = sentRevision === undefined ? '' : `, revision ${sentRevision} -> ${revisionOf(secret)}`;
  const why = resend === undefined ? revised : resendReasons[resend];
  return `(sensitive value from ${source}${why})`;
}

/** What stands for a secret that is there, and where it came from if that changes. */
export const sensitiveText = (former: PropertyChange['formerSecret']): string =>
  former === undefined ? '(sensitive value)' : `(sensitive value from ${secretPlace(former)})`;

/** Where a value is kept. */
const secretPlace = (secret: NonNullable<PropertyChange['formerSecret']>): string =>
  secret.secret === 'keep' ? 'the server' : placeInWords(secret);
