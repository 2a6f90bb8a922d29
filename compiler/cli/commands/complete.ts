import type { Command } from 'commander';
import { visible } from '../../diagnostics/visible.ts';
import { knownWords } from '../completion/known-words.ts';
import { nothing, type Offer } from '../completion/offer.ts';
import { offerFor } from '../completion/offer-for.ts';
import type { CompletedShell } from '../completion/scripts.ts';
import { unquoted } from '../completion/unquoted.ts';
import type { Shell } from '../shell.ts';

/**
 * `plugboard complete SHELL -- WORDS`: what the scripts of `plugboard completion` ask while somebody types. The first
 * line says what paths the shell is to offer, each further one has a candidate and its description, with a tab between
 * them. Whatever goes wrong, there is only less to offer: the line that somebody types is no place for messages.
 */
export async function completeCommand(
  program: Command,
  forShell: CompletedShell,
  words: readonly string[],
  shell: Shell,
): Promise<void> {
  // The other shells tell words as a command would get them.
  const plain = forShell === 'zsh' ? words : words.map(unquoted);
  const { paths, candidates } = await offered(program, plain, shell);
  // Bash takes what it is given; the others choose by rules that a user may set.
  const isStarted = (word: string): boolean => forShell !== 'bash' || word.startsWith(plain.at(-1) ?? '');
  // What is not one printable line cannot be typed, and could be taken for something else.
  const lines = candidates
    .filter(({ word }) => word !== '' && visible(word) === word && isStarted(word))
    .map(({ word, description = '' }) => (description === '' ? word : `${word}\t${visible(description)}`));
  shell.out.write([paths, ...lines, ''].join('\n'), 'exact');
}

async function offered(program: Command, words: readonly string[], shell: Shell): Promise<Offer> {
  try {
    return await offerFor(program, words, knownWords(shell.workingDirectory));
  } catch {
    return nothing;
  }
}
