import type { Danger } from '../../../plan/verdict.ts';
import { counted } from '../../counted.ts';
import { dangerWords } from '../../verdict-text.ts';
import { codeText } from './literal.ts';
import { fitSection } from './sections.ts';

const groups: Readonly<Record<Danger['danger'], (count: string) => string>> = {
  destroys: (count) => `${count} destroyed`,
  replaces: (count) => `${count} replaced: whatever uses the old ids stops working`,
  'loses-secrets': (count) => `${count} losing secrets on the server`,
  'last-of-kind': (count) => `${count} that are the last of their kind in some project`,
};

/**
 * The dangers of a plan. Where they are too many to be named, each sort still has its line with its number, and as many
 * names as there is room for.
 */
export function dangersMarkdown(dangers: readonly Danger[], room: number): string {
  if (dangers.length === 0) return '';
  const lines = dangers.map((danger) => `> - ${codeText(danger.address)} ${wordsOf(danger)}\n`);
  const all = quote(lines.join(''));
  if (all.length <= room) return all;
  const sorts = (Object.keys(groups) as readonly Danger['danger'][]).filter((sort) =>
    dangers.some(({ danger }) => danger === sort),
  );
  const share = Math.floor(room / sorts.length) - 200;
  return quote(sorts.map((sort) => groupLine(sort, dangers, share)).join(''));
}

const quote = (lines: string): string => `> [!CAUTION]\n${lines}\n`;

/** The names of projects and kinds are the only ones in it. */
function wordsOf(danger: Danger): string {
  const words = dangerWords(danger);
  return danger.danger === 'last-of-kind' ? codeText(words) : words;
}

function groupLine(sort: Danger['danger'], dangers: readonly Danger[], share: number): string {
  const addresses = dangers.filter(({ danger }) => danger === sort).map(({ address }) => codeText(address));
  const head = groups[sort](counted(addresses.length, 'connection'));
  const { text } = fitSection({ noun: 'name', pieces: addresses, frame: (some) => some.join(', ') }, share);
  const named = text === '' ? 0 : text.split('</code>').length - 1;
  const more = named < addresses.length ? ` and ${addresses.length - named} more` : '';
  return `> - ${head}${text === '' ? '' : ` (${text}${more})`}\n`;
}
