import { visible } from '../../diagnostics/visible.ts';
import type { Manifest } from '../../model.ts';
import { counted } from '../counted.ts';
import { documentHtml } from './document.ts';
import { reportDataOf } from './report-data-of.ts';

/**
 * `show` as a page: the tree of a stack or of a server, with nothing that changes. `source` says of which, and
 * `selected` which project is shown first.
 */
export function showHtml(manifest: Manifest, source: string, selected?: string): string {
  const { projects, connections } = manifest;
  const size = `${counted(projects.length, 'project')}, ${counted(connections.length, 'connection')}`;
  const parts = { title: `Connections of ${visible(source)}`, subtitle: `${size}.`, sections: [] };
  const data = reportDataOf(manifest);
  const number = selected === undefined ? -1 : data.projects.findIndex(({ id }) => id === visible(selected));
  return documentHtml(parts, number === -1 ? data : { ...data, selected: number });
}
