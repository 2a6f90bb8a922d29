import { visible } from '../../diagnostics/visible.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import type { Change, ConnectionChange, Plan, ProjectChange } from '../../model.ts';
import { reasonLines, symbols, verbs } from '../change-words.ts';
import { counted } from '../counted.ts';
import { type EffectsContext, effectRemarks, effectsContext, type Remark } from '../effects-text.ts';
import { removalLines } from '../removal-lines.ts';
import { html, type Markup } from './markup.ts';
import { type PropertyRow, propertyRows } from './property-rows.ts';

/** So many may be unfolded from the start before they are too much to read. */
const mostOpen = 12;

/** With more than these, a browser lays out only what is in sight. */
const many = 200;

/** The changes of a plan as a list, in its order; the ones whose numbers are given are unfolded. */
export function changesHtml(plan: Plan, dangerous: readonly number[]): Markup {
  const kinds = kindsFor(plan.kinds);
  const open = new Set(dangerous.length > mostOpen ? [] : dangerous);
  const context = { kinds, effects: effectsContext(plan, kinds), hasServer: plan.source.kind !== 'revision' };
  const items = plan.changes.map((change, index) => changeItem(change, index, open.has(index), context));
  return html`<ol class="changes${plan.changes.length > many ? ' many' : ''}">${items}</ol>`;
}

/** What an item needs to know of its plan. */
interface ChangeContext {
  readonly kinds: Kinds;
  readonly effects: EffectsContext;
  /** Without one there are no ids to speak of. */
  readonly hasServer: boolean;
}

function changeItem(change: Change, index: number, isOpen: boolean, context: ChangeContext): Markup {
  const { title, verb, kind, body, reach } =
    change.target === 'project' ? ofProject(change, context) : ofConnection(change, context);
  const opened = isOpen ? html` open` : undefined;
  return html`<li><details class="change" id="change-${index}"${opened}>
<summary><span class="symbol ${change.action}">${symbols[change.action]}</span> <span class="what"><bdi class="address">${title}</bdi> <span class="verb ${change.action}">${verb}</span> <span class="kind">${kind}</span></span>${reach}</summary>
<div class="body">${body}</div></details></li>
`;
}

interface Item {
  readonly title: string;
  readonly verb: string;
  readonly kind: Markup;
  /** In how many projects it is felt, where it is more than its own. */
  readonly reach?: Markup | undefined;
  readonly body: readonly Markup[];
}

function ofProject({ action, id, name, formerName, parent }: ProjectChange, { hasServer }: ChangeContext): Item {
  const former = formerName === undefined ? undefined : visible(formerName);
  const isUnsure = action === 'create' && !hasServer;
  const rows: readonly PropertyRow[] =
    action === 'create'
      ? [
          { sign: '+', name: 'name', after: visible(name) },
          { sign: '+', name: 'parent', after: visible(parent) },
        ]
      : [{ sign: former === undefined ? '+' : '~', name: 'name', before: former, after: visible(name) }];
  return {
    title: visible(id),
    verb: `will be ${action === 'create' ? 'created' : 'renamed'}`,
    kind: html`project`,
    body: [
      ...(isUnsure ? [html`<p class="reason">Unless the server has it already.</p>`] : []),
      table(visible(id), rows),
    ],
  };
}

function ofConnection(change: ConnectionChange, { kinds, effects, hasServer }: ChangeContext): Item {
  const { address, action, kind, displayName, unchanged } = change;
  const name = displayName === '' ? undefined : html` “<bdi>${visible(displayName)}</bdi>”`;
  const rows = propertyRows(change, kinds, hasServer);
  const removal = removalLines(change);
  const remarks: readonly Said[] = [
    ...effectRemarks(change, effects),
    ...removal.harm.map((text) => ({ text, color: 'red' }) as const),
    ...removal.facts.map((text) => ({ text, color: 'dim' }) as const),
  ];
  const hidden = html`<p class="note">${counted(unchanged, 'unchanged property', 'unchanged properties')} not shown.</p>`;
  return {
    title: visible(address),
    verb: verbs[action],
    kind: html`<span title="${visible(kind)}">${visible(kinds.named(kind)?.title ?? kind)}</span>${name}`,
    reach: reachOf(change, effects),
    body: [
      ...reasonLines(change).map((reason) => html`<p class="reason">${sentence(reason)}</p>`),
      ...(remarks.length === 0
        ? []
        : [html`<ul class="effects">${remarks.map((one) => remarkItem(one, effects))}</ul>`]),
      ...(rows.length === 0 ? [] : [table(visible(address), rows)]),
      ...(unchanged > 0 ? [hidden] : []),
    ],
  };
}

function reachOf({ effects = [] }: ConnectionChange, { audiences }: EffectsContext): Markup | undefined {
  const most = Math.max(0, ...effects.map(({ projects }) => audiences[projects]?.length ?? 0));
  return most > 1 ? html` <span class="reach">${counted(most, 'project')}</span>` : undefined;
}

type Said = Pick<Remark, 'text' | 'color'> & Partial<Remark>;

/** The first few projects stand in the text; a longer list is filled in from the report's data when it is unfolded. */
function remarkItem({ text, color, audience = -1 }: Said, { audiences }: EffectsContext): Markup {
  const count = audiences[audience]?.length ?? 0;
  const all = html`<details class="audience" data-audience="${audience}"><summary>All ${counted(count, 'project')}</summary></details>`;
  return html`<li class="${color}">${color === 'red' ? html`<strong>Danger:</strong> ` : undefined}${sentence(text)}${count > 3 ? all : undefined}</li>`;
}

/** A phrase of the text form as a sentence; a name at its beginning stays as it is. */
function sentence(phrase: string): string {
  const [first = ''] = phrase;
  const isName = /^\S+ (?:loses|lose) /.test(phrase);
  return `${isName ? first : first.toUpperCase()}${phrase.slice(1)}.`;
}

function table(of: string, rows: readonly PropertyRow[]): Markup {
  const line = ({ sign, name, before, after }: PropertyRow): Markup =>
    html`<tr class="${signClasses[sign]}"><th scope="row"><span class="sign">${sign}</span> ${name}</th><td>${cell(before)}</td><td>${cell(after)}</td></tr>`;
  return html`<div class="scroll"><table class="properties"><caption class="unseen">Properties of ${of}</caption><thead><tr><th scope="col">Property</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${rows.map(line)}</tbody></table></div>`;
}

const signClasses: Readonly<Record<PropertyRow['sign'], string>> = {
  '+': 'added',
  '~': 'edited',
  '-': 'removed',
  ' ': 'same',
};

const cell = (text: string | undefined): Markup =>
  text === undefined ? html`<span class="note">none</span>` : html`<bdi>${text === '' ? '(empty)' : text}</bdi>`;
