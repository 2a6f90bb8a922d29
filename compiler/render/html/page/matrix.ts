import { byId, element, name } from './element.ts';
import { markSign, projectLabel } from './labels.ts';
import { type Matrix, matrixOf, statesOf } from './matrix-cells.ts';
import type { Report } from './report.ts';
import { addressOf, calledOf, counted, originOf, stateSigns } from './words.ts';

/** A table of more is read by nobody, and a browser takes long to lay it out: so it goes by pages. */
const rowsOnPage = 40;
const columnsOnPage = 16;

/** Fills the matrix, and gives back how to show another part of the tree in it. */
export function createMatrix(report: Report): (project: number) => void {
  const choice = byId('matrix-project', HTMLSelectElement);
  const kind = byId('matrix-kind', HTMLSelectElement);
  const box = byId('matrix-table', HTMLElement);
  const pages = byId('matrix-pages', HTMLElement);
  const status = byId('matrix-found', HTMLElement);
  let [row, column] = [0, 0];
  for (const [index, { id, name: called }] of report.data.projects.entries()) {
    const indent = '\u00a0\u00a0'.repeat(report.path(index).length - 1);
    choice.append(element('option', { value: index }, `${indent}${called === undefined ? id : `${called} (${id})`}`));
  }
  const draw = (): void => {
    const matrix = matrixOf(report, Number(choice.value), kind.value === '' ? undefined : Number(kind.value));
    const part = {
      projects: matrix.projects.slice(row, row + rowsOnPage),
      connections: matrix.connections.slice(column, column + columnsOnPage),
    };
    status.textContent = `${counted(matrix.projects.length, 'project')} × ${counted(matrix.connections.length, 'connection')}`;
    pages.replaceChildren(
      ...pager('Projects', row, rowsOnPage, matrix.projects.length, (to) => {
        row = to;
      }),
      ...pager('Connections', column, columnsOnPage, matrix.connections.length, (to) => {
        column = to;
      }),
    );
    box.replaceChildren(
      matrix.connections.length === 0 ? element('p', { class: 'note' }, 'No connection.') : table(report, part),
    );
  };
  const pager = (
    what: string,
    first: number,
    size: number,
    total: number,
    go: (to: number) => void,
  ): readonly HTMLElement[] => {
    if (total <= size) return [];
    const step = (label: string, to: number, isPossible: boolean): HTMLElement => {
      const title = `${label} ${what.toLowerCase()}`;
      const made = element('button', { type: 'button', disabled: !isPossible, 'aria-label': title }, label);
      made.addEventListener('click', () => {
        go(to);
        draw();
        const same = [...pages.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === title);
        same?.focus();
      });
      return made;
    };
    const text = `${what} ${first + 1}–${Math.min(first + size, total)} of ${total}`;
    return [
      element(
        'div',
        { class: 'pager', role: 'group', 'aria-label': `Pages of ${what.toLowerCase()}` },
        step('Previous', first - size, first > 0),
        element('span', {}, text),
        step('Next', first + size, first + size < total),
      ),
    ];
  };
  const restart = (): void => {
    [row, column] = [0, 0];
    draw();
  };
  choice.addEventListener('change', restart);
  kind.addEventListener('change', restart);
  draw();
  return (project) => {
    choice.value = String(project);
    restart();
    choice.focus();
  };
}

function table(report: Report, { projects, connections }: Matrix): HTMLElement {
  const heads = connections.map((number) => {
    const one = report.connection(number);
    const title = `${addressOf(report, one)}, ${report.data.kinds[one.kind]?.title}`;
    return element(
      'th',
      { scope: 'col', title },
      markSign(report.mark(one)),
      element('div', { class: 'head' }, name(calledOf(one)), element('span', { class: 'note' }, originOf(report, one))),
    );
  });
  const lines = projects.map((project) => {
    const states = statesOf(report, project);
    const depth = report.path(project).length;
    const head = element('th', { scope: 'row' }, ...projectLabel(report, project));
    head.style.setProperty('--level', String(depth));
    const cells = connections.map((one) => {
      const state = states.get(one);
      if (state === undefined) return element('td', {}, element('span', { class: 'unseen' }, 'no'));
      const isMarked = state === 'own' && report.mark(report.connection(one)) !== undefined;
      return element(
        'td',
        { class: isMarked ? 'changed' : undefined, title: state },
        element('span', { class: `state ${state}`, 'aria-hidden': 'true' }, stateSigns[state]),
        element('span', { class: 'unseen' }, state),
      );
    });
    return element('tr', {}, head, ...cells);
  });
  return element(
    'table',
    { class: 'matrix' },
    element('caption', { class: 'unseen' }, 'Which project can use which connection'),
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Project'), ...heads)),
    element('tbody', {}, ...lines),
  );
}
