import type { ConnectionData } from '../report-data.ts';
import type { Report } from './report.ts';
import type { State } from './tree-rows.ts';

/** A sign for each state, which never stands without the word. */
export const stateSigns: Readonly<Record<State, string>> = {
  own: '●',
  inherited: '○',
  shadowed: '◐',
  withheld: '⊘',
  destroyed: '✕',
};

/** `1 project`, `3 projects`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `<project id>/<key>`, or the id alone of a connection that the server has by itself. */
export const addressOf = (report: Report, { at, key }: ConnectionData): string =>
  at === undefined ? key : `${report.project(at).id}/${key}`;

/** What people call a connection: its display name, or else its key. */
export const calledOf = ({ name: displayName, key }: ConnectionData): string =>
  displayName === '' ? key : displayName;

/** Where a connection is made. */
export const originOf = (report: Report, { at }: ConnectionData): string =>
  at === undefined ? 'TeamCity Cloud' : report.project(at).id;
