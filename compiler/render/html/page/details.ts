import { element, name } from './element.ts';
import { markLabel, projectLabel } from './labels.ts';
import { longList } from './long-list.ts';
import type { Report } from './report.ts';
import type { Row, State } from './tree-rows.ts';
import { addressOf, calledOf, counted, originOf, stateSigns } from './words.ts';

/** What the details can lead to. */
export interface Leads {
  readonly toProject: (project: number) => void;
  readonly toConnection: (connection: number) => void;
  readonly toMatrix: (project: number) => void;
}

/** Shows what is known of a line of the tree beside it. */
export function showDetails(box: HTMLElement, report: Report, row: Row | undefined, leads: Leads): void {
  const content =
    row === undefined
      ? [heading('Details'), element('p', { class: 'note' }, 'Choose a project or a connection in the tree.')]
      : row.connection === undefined
        ? projectDetails(report, row.project, leads)
        : connectionDetails(report, row.connection, leads);
  box.replaceChildren(...content);
}

const heading = (...content: Parameters<typeof element>[2][]): HTMLElement =>
  element('h3', { id: 'details-heading' }, ...content);

function projectDetails(report: Report, project: number, leads: Leads): readonly HTMLElement[] {
  const { own, inherited, hidden } = report.effective(project);
  const { up } = report.project(project);
  const group = (title: string, state: State, some: readonly number[]): readonly HTMLElement[] =>
    some.length === 0
      ? []
      : [
          element('h4', {}, `${stateSigns[state]} ${title} (${some.length})`),
          longList(some, (one) => connectionItem(report, one, state, leads)),
        ];
  const shadowed = hidden.filter(({ by }) => by !== undefined);
  const withheld = hidden.filter(({ by }) => by === undefined);
  const path = report.path(project).slice(0, -1);
  return [
    heading(...projectLabel(report, project), ' ', markLabel(report.mark(report.project(project)))),
    ...(path.length === 0
      ? []
      : [
          element(
            'p',
            { class: 'note' },
            'Below ',
            ...path.flatMap((one, index) => [index === 0 ? '' : ' › ', name(report.project(one).id)]),
          ),
        ]),
    ...(typeof up === 'string'
      ? [element('p', { class: 'note' }, 'It also gets what reaches ', name(up), ' on the server.')]
      : []),
    ...(own.length + inherited.length === 0 ? [element('p', {}, 'It can use no connection.')] : []),
    ...group('Own', 'own', own),
    ...group('Destroyed by this plan', 'destroyed', report.goneFrom(project)),
    ...group('Inherited', 'inherited', inherited),
    ...group(
      'Shadowed by a nearer one',
      'shadowed',
      shadowed.map(({ it }) => it),
    ),
    ...group(
      'Withheld from here',
      'withheld',
      withheld.map(({ it }) => it),
    ),
    element(
      'p',
      {},
      button('Show in the matrix', () => leads.toMatrix(project)),
    ),
  ];
}

function connectionItem(report: Report, connection: number, state: State, leads: Leads): HTMLElement {
  const one = report.connection(connection);
  const from = state === 'own' || state === 'destroyed' ? [] : [', from ', name(originOf(report, one))];
  return element(
    'li',
    {},
    button(name(calledOf(one)), () => leads.toConnection(connection)),
    element('span', { class: 'note' }, ` ${report.data.kinds[one.kind]?.title ?? ''}`, ...from),
    ' ',
    markLabel(report.mark(one)),
  );
}

function connectionDetails(report: Report, connection: number, leads: Leads): readonly HTMLElement[] {
  const one = report.connection(connection);
  const kind = report.data.kinds[one.kind];
  const inRoot = one.at === undefined || report.project(one.at).id === '_Root';
  const uses = (kind?.uses ?? []).filter(({ rootOnly }) => rootOnly !== true || inRoot);
  const reach = report.reach(connection);
  return [
    heading(name(calledOf(one), 'title'), ' ', markLabel(report.mark(one))),
    element(
      'dl',
      {},
      ...term('Address', name(addressOf(report, one))),
      ...term(
        'Kind',
        kind === undefined || kind.title === kind.name ? (kind?.name ?? '') : `${kind.title} (${kind.name})`,
      ),
      ...term('Made in', one.at === undefined ? 'TeamCity Cloud' : projectButton(report, one.at, leads)),
    ),
    ...(one.change === undefined
      ? []
      : [element('p', {}, element('a', { href: `#change-${one.change}` }, 'What changes about it'))]),
    element('h4', {}, 'Can be used for'),
    uses.length === 0
      ? element('p', { class: 'note' }, 'Nothing is known of it.')
      : element('ul', {}, ...uses.map(({ text }) => element('li', {}, text))),
    element('h4', {}, one.gone ? 'Reaches no project any more' : `Reaches ${counted(reach.length, 'project')}`),
    longList(reach, (project) => element('li', {}, projectButton(report, project, leads))),
  ];
}

const term = (what: string, is: HTMLElement | string): readonly HTMLElement[] => [
  element('dt', {}, what),
  element('dd', {}, is),
];

const projectButton = (report: Report, project: number, leads: Leads): HTMLElement =>
  button(element('span', {}, ...projectLabel(report, project)), () => leads.toProject(project));

function button(content: HTMLElement | string, act: () => void): HTMLElement {
  const made = element('button', { type: 'button', class: 'link' }, content);
  made.addEventListener('click', act);
  return made;
}
