import type { Report } from './report.ts';
import type { Row } from './tree-rows.ts';
import { calledOf } from './words.ts';

/** Where a key leads; undefined of one that leads nowhere: to unfold and to fold is not to move. */
export function nextRow(rows: readonly Row[], active: number, key: string, page: number): number | undefined {
  const row = rows[active];
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'ArrowRight':
      return row?.expanded === true ? active + 1 : undefined;
    case 'ArrowLeft': {
      if (row?.expanded === true) return undefined;
      const parent = rows.findIndex(({ id }) => id === row?.parent);
      return parent === -1 ? active : parent;
    }
    default:
      return undefined;
  }
}

/** The next line, from the top again after the last, whose name starts with a letter. */
export function startsWith(rows: readonly Row[], active: number, letter: string, report: Report): number | undefined {
  const order = [...rows.keys()].map((step) => (active + 1 + step) % rows.length);
  return order.find((index) => {
    const row = rows[index];
    return row !== undefined && calledRow(report, row).toLowerCase().startsWith(letter.toLowerCase());
  });
}

function calledRow(report: Report, { is, project, connection = -1 }: Row): string {
  if (is === 'connection') return calledOf(report.connection(connection));
  const { id, name = id } = report.project(project);
  return is === 'project' ? name : '';
}
