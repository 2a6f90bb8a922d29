import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import type { Change, Live, Manifest } from '../model.ts';
import { type PlanOptions, planChanges } from '../plan/plan.ts';

/** What the server shows after the last write, compared with what was wanted: nothing, or what keeps that from being said. */
export const readBack = (
  manifest: Manifest,
  { refreshOnly }: PlanOptions,
  readLive: () => Promise<Live>,
): Promise<readonly Diagnostic[]> =>
  readAgain(readLive, (live) => {
    const { plan, diagnostics } = planChanges(manifest, live, { refreshOnly, allowReplace: true, allowDestroy: 'any' });
    return [...diagnostics.filter(({ severity }) => severity === 'error'), ...plan.changes.map(left)];
  });

/** Reads the server after the last write and judges it; or says what keeps that from being done. */
export async function readAgain(
  readLive: () => Promise<Live>,
  judge: (live: Live) => readonly Diagnostic[],
): Promise<readonly Diagnostic[]> {
  let live: Live;
  try {
    live = await readLive();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [
      diagnostic('PB607', 'The changes are made, but the server could not be read afterwards to prove it.', {
        hint: 'Run `plugboard plan` when the server answers again: it should find nothing to change.',
      }),
      ...error.diagnostics,
    ];
  }
  return judge(live);
}

const left = (change: Change): Diagnostic =>
  diagnostic(
    'PB604',
    `\`${change.target === 'project' ? change.id : change.address}\` would still be changed (\`${change.action}\`).`,
    {
      notes: ['The server took the change and shows something else, or somebody else has changed it meanwhile.'],
      hint: 'Run `plugboard plan` to see what differs.',
    },
  );
