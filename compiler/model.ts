/**
 * One type for every stage of the way from a program to a changed server.
 *
 *     program --load--> Declared --flatten--> Manifest --plan--> Plan --apply--> Outcome
 *                                  server --live--> Live --^
 *
 * All of it is plain data: it can be saved, compared and printed. No stage holds the value of a secret, only
 * references to where the value is kept.
 */
export type * from './model/declared.ts';
export type * from './model/drift.ts';
export type * from './model/ledger.ts';
export type * from './model/live.ts';
export type * from './model/manifest.ts';
export type * from './model/outcome.ts';
export type * from './model/plan.ts';
export type * from './model/values.ts';
