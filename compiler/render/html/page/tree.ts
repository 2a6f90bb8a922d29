/**
 * The tree, after the ARIA pattern for trees: one stop for the Tab key, arrow keys within. Only the lines that are in
 * sight are elements, so that thousands of projects cost no more than a screen full.
 */

import { element } from './element.ts';
import type { Found } from './filter.ts';
import type { Report } from './report.ts';
import { rowElement } from './row-element.ts';
import { nextRow, startsWith } from './tree-keys.ts';
import { type Row, treeRows } from './tree-rows.ts';

export interface Tree {
  /** Shows what was found, or everything. */
  readonly filter: (found: Found | undefined) => void;
  /** Unfolds the way to a project and chooses it. */
  readonly reveal: (project: number) => void;
  readonly focus: () => void;
}

/** Kept with the style sheet. */
const rowHeight = 30;
const margin = 8;
/** Paper has no scroll bar; nobody prints more lines than this. */
const mostPrinted = 1000;

export function createTree(box: HTMLElement, report: Report, onSelect: (row: Row) => void): Tree {
  const unfolded = new Set(report.below(undefined).map((project) => `p${project}`));
  /** Lines that somebody folded or unfolded since the search: the others are as the search leaves them. */
  const turned = new Set<string>();
  let found: Found | undefined;
  let rows: readonly Row[] = [];
  let active = 0;
  let selected = '';
  let isPrinted = false;
  const space = element('div', { class: 'rows', role: 'none' });
  box.append(space);

  const isUnfolded = (id: string, holds: boolean): boolean =>
    found === undefined ? unfolded.has(id) : turned.has(id) !== holds;
  const draw = (): void => {
    const first = isPrinted ? 0 : Math.max(0, Math.floor(box.scrollTop / rowHeight) - margin);
    const last = isPrinted ? mostPrinted : Math.ceil((box.scrollTop + box.clientHeight) / rowHeight) + margin;
    space.style.height = isPrinted ? 'auto' : `${rows.length * rowHeight}px`;
    const shown = rows.slice(first, last);
    space.replaceChildren(
      ...shown.map((row, index) => {
        const made = rowElement(report, row, first + index === active, row.id === selected);
        if (!isPrinted) made.style.top = `${(first + index) * rowHeight}px`;
        made.style.setProperty('--level', String(row.level));
        return made;
      }),
    );
    const current = rows[active];
    const isThere = current !== undefined && active >= first && active < last;
    if (isThere) box.setAttribute('aria-activedescendant', `row-${current.id}`);
    else box.removeAttribute('aria-activedescendant');
  };
  const refresh = (keep: string | undefined = rows[active]?.id): void => {
    rows = treeRows(report, { isUnfolded, found });
    active = Math.max(
      0,
      rows.findIndex(({ id }) => id === keep),
    );
    draw();
  };
  const go = (index: number): void => {
    active = Math.min(Math.max(index, 0), rows.length - 1);
    const top = active * rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
    draw();
  };
  const setUnfolded = (row: Row, isOpen: boolean): void => {
    if (row.expanded === undefined || row.expanded === isOpen) return;
    const set = found === undefined ? unfolded : turned;
    if (set.has(row.id)) set.delete(row.id);
    else set.add(row.id);
  };
  const select = (row: Row): void => {
    selected = row.id;
    draw();
    onSelect(row);
  };
  const onKey = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(box.clientHeight / rowHeight) - 1);
    const { key } = event;
    const next = nextRow(rows, active, key, page);
    if (next !== undefined) go(next);
    else if (key === 'ArrowRight' || key === 'ArrowLeft') {
      setUnfolded(row, key === 'ArrowRight');
      refresh();
    } else if (key === 'Enter' || key === ' ') select(row);
    else if (key === '*') {
      for (const one of rows) if (one.parent === row.parent) setUnfolded(one, true);
      refresh();
    } else if (key.length === 1) {
      const index = startsWith(rows, active, key, report);
      if (index !== undefined) go(index);
    } else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target.closest('.row') : null;
    const index = rows.findIndex(({ id }) => `row-${id}` === target?.id);
    const row = rows[index];
    if (row === undefined) return;
    active = index;
    const isTwisty = event.target instanceof Element && event.target.classList.contains('twisty');
    if (isTwisty || row.is === 'inherited') {
      setUnfolded(row, row.expanded === false);
      refresh();
    } else select(row);
  };
  box.addEventListener('keydown', onKey);
  box.addEventListener('click', onClick);
  box.addEventListener('dblclick', () => {
    const row = rows[active];
    if (row?.is !== 'project') return;
    setUnfolded(row, row.expanded === false);
    refresh();
  });
  box.addEventListener('scroll', draw, { passive: true });
  new ResizeObserver(draw).observe(box);
  const print = (is: boolean) => (): void => {
    isPrinted = is;
    draw();
  };
  addEventListener('beforeprint', print(true));
  addEventListener('afterprint', print(false));
  refresh();
  return {
    filter: (now) => {
      found = now;
      turned.clear();
      box.scrollTop = 0;
      refresh('');
    },
    reveal: (project) => {
      for (const above of report.path(project)) unfolded.add(`p${above}`);
      refresh(`p${project}`);
      go(active);
      const row = rows[active];
      if (row !== undefined) select(row);
    },
    focus: () => box.focus(),
  };
}
