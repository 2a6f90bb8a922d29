import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Change } from '../model.ts';

/** So many deletions are a handful, and need no approval of their own. */
const handful = 5;

/**
 * A plan that deletes more than a handful and more than a third of what the stack owns needs the exact number (PB513):
 * most often something else is wrong then, such as an empty list that the program was generated from. A number that was
 * given must be right in any case. `allowed` is `any` where the deletions were reviewed one by one.
 */
export function tooManyDeletions(
  changes: readonly Change[],
  owned: number,
  allowed: number | 'any' | undefined,
): readonly Diagnostic[] {
  if (allowed === 'any') return [];
  const destroyed = changes.filter(({ action }) => action === 'delete' || action === 'replace').length;
  if (allowed === destroyed) return [];
  if (allowed === undefined && (destroyed <= handful || destroyed * 3 <= owned)) return [];
  const what = whatIsDestroyed(destroyed, owned);
  return [
    allowed === undefined
      ? diagnostic('PB513', `${what}.`, {
          notes: [`More than ${handful} and more than a third of them at once is rarely meant.`],
          hint: `If it is meant, run with \`--allow-destroy=${destroyed}\`.`,
        })
      : diagnostic('PB513', `${what}, and \`--allow-destroy=${allowed}\` was given.`, {
          notes: ['Only the exact number shows that somebody has seen the plan as it is.'],
          hint:
            destroyed === 0 ? 'Leave the option out.' : `If that is meant, run with \`--allow-destroy=${destroyed}\`.`,
        }),
  ];
}

function whatIsDestroyed(destroyed: number, owned: number): string {
  if (destroyed === 0) return 'The plan destroys nothing';
  const connections = destroyed === 1 ? '1 connection' : `${destroyed} connections`;
  // An exclusive project also loses what nobody owns.
  const share = destroyed > owned ? 'more than' : `${Math.round((destroyed / owned) * 100)} % of`;
  return `The plan destroys ${connections}, ${share} the ${owned} that the stack owns`;
}
