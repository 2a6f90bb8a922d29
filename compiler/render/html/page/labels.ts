import type { MarkData } from '../report-data.ts';
import { element, name } from './element.ts';
import type { Report } from './report.ts';

/** The sign and word of what a plan does. */
export const markLabel = (mark: MarkData | undefined): HTMLElement | undefined =>
  mark && element('span', { class: `mark ${mark.danger ? 'danger' : ''}` }, `${mark.symbol} ${mark.word}`);

/** The same where there is room for the sign only. */
export const markSign = (mark: MarkData | undefined): HTMLElement | undefined =>
  mark &&
  element(
    'span',
    { class: `mark ${mark.danger ? 'danger' : ''}`, title: mark.word },
    element('span', { 'aria-hidden': 'true' }, mark.symbol),
    element('span', { class: 'unseen' }, mark.word),
  );

/** A project by name and id. */
export function projectLabel(report: Report, project: number): readonly (HTMLElement | string)[] {
  const { id, name: called } = report.project(project);
  return called === undefined ? [name(id, 'title')] : [name(called, 'title'), ' ', name(id, 'id')];
}
