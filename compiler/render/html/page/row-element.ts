import { element, name } from './element.ts';
import { markLabel, projectLabel } from './labels.ts';
import type { Report } from './report.ts';
import type { Row } from './tree-rows.ts';
import { addressOf, calledOf, counted, originOf, stateSigns } from './words.ts';

/** One line of the tree as an element. All that it says is text: signs and colours only repeat it. */
export function rowElement(report: Report, row: Row, isActive: boolean, isSelected: boolean): HTMLElement {
  const { id, is, level, position, siblings, expanded } = row;
  const sign = expanded === undefined ? '' : expanded ? '▾' : '▸';
  return element(
    'div',
    {
      id: `row-${id}`,
      role: 'treeitem',
      class: `row ${is} ${row.state ?? ''}${isActive ? ' active' : ''}`,
      'aria-level': level,
      'aria-posinset': position,
      'aria-setsize': siblings,
      'aria-expanded': expanded === undefined ? undefined : String(expanded),
      'aria-selected': String(isSelected),
    },
    element('span', { class: 'twisty', 'aria-hidden': 'true' }, sign),
    content(report, row),
  );
}

type Content = readonly (HTMLElement | string | undefined)[];

function content(report: Report, row: Row): Content {
  if (row.is === 'inherited') {
    const count = report.counts(row.project).inherited;
    return [element('span', { class: 'note' }, `${counted(count, 'connection')} inherited`)];
  }
  return row.is === 'project' ? projectContent(report, row.project) : connectionContent(report, row);
}

function projectContent(report: Report, project: number): Content {
  const { own, inherited, shadowed, withheld } = report.counts(project);
  const text = Object.entries({ own, inherited, shadowed, withheld })
    .filter(([, count]) => count > 0)
    .map(([word, count]) => `${count} ${word}`);
  return [
    ...projectLabel(report, project),
    markLabel(report.mark(report.project(project))),
    element('span', { class: 'counts' }, text.length === 0 ? 'no connection' : text.join(' · ')),
  ];
}

function connectionContent(report: Report, row: Row): Content {
  const { connection = -1, state = 'own', by } = row;
  const one = report.connection(connection);
  const from = state === 'own' || state === 'destroyed' ? '' : ` from ${originOf(report, one)}`;
  const nearer = by === undefined ? '' : ` by ${addressOf(report, report.connection(by))}`;
  return [
    element('span', { class: `state ${state}`, 'aria-hidden': 'true' }, stateSigns[state]),
    name(calledOf(one), 'title'),
    element('span', { class: 'kind' }, report.data.kinds[one.kind]?.title ?? ''),
    state === 'destroyed' ? undefined : markLabel(report.mark(one)),
    element('span', { class: 'counts' }, `${state}${from}${nearer}`),
  ];
}
