import type { Change, Plan } from '../model.ts';

/** How many objects a plan adds, changes and so on, counted as Terraform counts: a replacement is one of each. */
export interface PlanSummary {
  readonly import: number;
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly forget: number;
}

const is = (...actions: readonly Change['action'][]): ((change: Change) => boolean) => {
  return ({ action }) => actions.includes(action);
};

/** Counts the changes of a plan. `move` and `record` touch only the ledger and count as nothing. */
export function summarize({ changes }: Pick<Plan, 'changes'>): PlanSummary {
  const count = (test: (change: Change) => boolean): number => changes.filter(test).length;
  return {
    import: count(is('adopt')),
    add: count(is('create', 'replace')),
    change: count(
      (change) =>
        change.action === 'update' ||
        (change.target === 'connection' && change.action === 'adopt' && change.properties.length > 0),
    ),
    destroy: count(is('delete', 'replace')),
    forget: count(is('forget')),
  };
}
