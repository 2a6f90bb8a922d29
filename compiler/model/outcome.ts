import type { Change } from './plan.ts';

/** What became of a plan. */
export interface Outcome {
  readonly results: readonly ChangeResult[];
}

/** What became of one change: done, failed and why, or not tried because of another one that failed. */
export type ChangeResult =
  | {
      readonly change: Change;
      readonly status: 'done';
      readonly featureId?: string | undefined;
    }
  | {
      readonly change: Change;
      readonly status: 'failed';
      readonly reason: string;
    }
  | {
      readonly change: Change;
      readonly status: 'not-tried';
      readonly reason: string;
    };
