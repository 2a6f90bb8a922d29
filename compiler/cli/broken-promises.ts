import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/visible.ts';
import type { Manifest } from '../model.ts';
import { type LostConnection, lostNeeds } from '../plan/diff/lost-needs.ts';
import { atSide, sideName } from '../render/side-name.ts';
import { type Changer, changersBetween } from '../revisions/commit-of-change.ts';
import type { StackRepository } from '../revisions/repository.ts';
import type { StackSide } from './stack-side.ts';

/**
 * What the later side of a comparison promises and does not keep: needs, with what used to meet each and who took it
 * away, and policies. Where it keeps everything, that costs nothing.
 */
export async function brokenPromises(
  repository: StackRepository,
  from: StackSide & { readonly commit: string },
  to: StackSide,
  [before, after]: readonly [before: Manifest, after: Manifest],
): Promise<readonly Diagnostic[]> {
  const broken = (to.compiled?.diagnostics ?? []).filter(({ severity }) => severity === 'error');
  if (broken.length === 0) return [];
  const lost = lostNeeds(before, after);
  const changerOf = changersBetween(repository, from.commit, to.commit);
  const told: Diagnostic[] = [];
  for (const one of broken) {
    const notes = [...(one.notes ?? [])];
    for (const connection of lost.get(one.message) ?? []) {
      notes.push(`${capital(atSide(from))}, \`${connection.address}\` did: ${fates[connection.because]}`);
      notes.push(whoDid(await changerOf(connection.key), from, to));
    }
    // The lines of another revision are not those of the files that are there.
    const { span, ...words } = one;
    told.push({ ...words, notes, ...(span === undefined || to.commit !== undefined ? {} : { span }) });
  }
  return told;
}

const fates: Readonly<Record<LostConnection['because'], string>> = {
  removed: 'it is no longer declared.',
  changed: 'it is declared, and no longer what is needed.',
  stopped: 'it is declared, and no longer reaches the project.',
};

function whoDid(changer: Changer, from: StackSide, to: StackSide): string {
  if (changer === undefined) return `That was changed between ${sideName(from)} and ${sideName(to)}.`;
  if (changer === 'not committed') return 'That change is not committed yet.';
  return `That was changed by ${changer.hash} (${visible(changer.author)}): ${visible(changer.subject)}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
