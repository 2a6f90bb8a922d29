/** Brings the report to life: reads the data that it carries, and fills the places that it has for them. */
import type { ReportData } from '../report-data.ts';
import { enliven } from './changes.ts';
import { type Leads, showDetails } from './details.ts';
import { byId } from './element.ts';
import { searchOf } from './filter.ts';
import { createMatrix } from './matrix.ts';
import { reportOf } from './report.ts';
import { createTree } from './tree.ts';
import { counted } from './words.ts';

// The data was written by the same program as this page.
const report = reportOf(JSON.parse(byId('data', HTMLScriptElement).textContent ?? '') as ReportData);
const details = byId('details', HTMLElement);
const text = byId('search', HTMLInputElement);
const kind = byId('kind', HTMLSelectElement);
const changed = document.getElementById('only-changed');
const found = byId('found', HTMLElement);

const showMatrix = createMatrix(report);
const leads: Leads = {
  toProject: (project) => {
    clearFilter();
    tree.reveal(project);
    tree.focus();
  },
  toConnection: (connection) => {
    const at = report.connection(connection).at ?? 0;
    showDetails(details, report, { ...anyRow, project: at, connection }, leads);
    details.tabIndex = -1;
    details.focus();
  },
  toMatrix: showMatrix,
};
const anyRow = { id: '', is: 'connection', level: 1, position: 1, siblings: 1 } as const;
const tree = createTree(byId('tree', HTMLElement), report, (row) => showDetails(details, report, row, leads));
const search = searchOf(report);

function applyFilter(): void {
  const isChanged = changed instanceof HTMLInputElement && changed.checked;
  const result = search({
    text: text.value,
    kind: kind.value === '' ? undefined : Number(kind.value),
    onlyChanged: isChanged,
  });
  tree.filter(result);
  const all = `${counted(report.data.projects.length, 'project')}, ${counted(report.data.connections.length, 'connection')}`;
  found.textContent =
    result === undefined
      ? `${all}.`
      : `Found ${counted(result.projects.size, 'project')} and ${counted(result.connectionCount, 'connection')}.`;
}

function clearFilter(): void {
  text.value = '';
  kind.value = '';
  if (changed instanceof HTMLInputElement) changed.checked = false;
  applyFilter();
}

for (const control of [text, kind, changed]) control?.addEventListener('input', applyFilter);
for (const form of document.querySelectorAll('form'))
  form.addEventListener('submit', (event) => event.preventDefault());
applyFilter();
showDetails(details, report, undefined, leads);
if (report.data.selected !== undefined) tree.reveal(report.data.selected);
enliven(report, leads.toProject);
