import { fail } from '../diagnostics/failure.ts';
import type { Shell } from './shell.ts';

/** Returns once a person has said yes to the plan that was shown; fails (PB605) in every other case. */
export async function approve(stack: string, { ask }: Shell): Promise<void> {
  if (ask === undefined) {
    throw fail('PB605', 'Nobody is there to approve the plan, so nothing was changed.', {
      hint: 'Run with `--auto-approve`, or save a plan (`plugboard plan -o plan.json`), have it reviewed and run `plugboard apply plan.json`.',
    });
  }
  const answer = await ask(
    `\nDo you want to perform these actions for stack "${stack}"?\n  Only 'yes' will be accepted to approve.\n\n  Enter a value: `,
  );
  if (answer?.trim() !== 'yes') throw fail('PB605', 'The plan was not approved, so nothing was changed.');
}
