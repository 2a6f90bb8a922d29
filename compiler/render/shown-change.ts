/**
 * How a value, and a change of one, is shown to a reviewer. Whatever differs is to be seen, wherever in the value it
 * lies: short values whole, of long ones the stretches around each difference, of values in lines the lines. What is
 * left out is counted, and stands for itself by its digest.
 */
import { diffArrays } from 'diff';
import { cutText, digestOf, leftOut } from '../diagnostics/cut-text.ts';
import { quoted, visibleValue } from '../diagnostics/visible.ts';
import { certificateWords } from './certificate-words.ts';

/** A change of a value: on one line, or with lines of their own below it. */
export interface ShownChange {
  readonly text: string;
  readonly lines?: readonly string[] | undefined;
}

/** So long a value is shown whole. */
const short = 200;
/** What is shown of each side of a long one. */
const mostOfSide = 600;
/** Equal characters that are shown around a difference, and at the beginning. */
const context = 24;
const mostLines = 40;
/** To look for more differences takes too long, and nobody reads them. */
const mostEdits = 1_000;

/** A value by itself. */
export const shownValue = (text: string): string => certificateWords(text) ?? quoted(text);

/** A value that becomes another one. */
export function shownChange(before: string, after: string): ShownChange {
  const certificates = [certificateWords(before), certificateWords(after)] as const;
  if (certificates[0] !== undefined || certificates[1] !== undefined) {
    const same = certificates[0] === certificates[1] ? ` (${digestOf(before)} -> ${digestOf(after)})` : '';
    return { text: `${certificates[0] ?? quoted(before)} -> ${certificates[1] ?? quoted(after)}${same}` };
  }
  if (isInLines(before) && isInLines(after)) return lineChange(before, after);
  if (before.length <= short && after.length <= short) return { text: `${quoted(before)} -> ${quoted(after)}` };
  const [old, wanted] = stretches(before, after);
  return { text: `${old} -> ${wanted}` };
}

const isInLines = (text: string): boolean => text.trimEnd().includes('\n');

function lineChange(before: string, after: string): ShownChange {
  const parts = diffArrays(before.split('\n'), after.split('\n'), { maxEditLength: mostEdits });
  const removed = (parts ?? []).reduce((sum, { removed: is, count }) => sum + (is ? count : 0), 0);
  const added = (parts ?? []).reduce((sum, { added: is, count }) => sum + (is ? count : 0), 0);
  const digests = `${digestOf(before)} -> ${digestOf(after)}`;
  if (parts === undefined) return { text: `text in lines, nearly all of which change (${digests})`, lines: [] };
  const lines: string[] = [];
  parts.forEach(({ value, removed: isRemoved, added: isAdded }, index) => {
    const next = parts[index + 1];
    const previous = parts[index - 1];
    if (isRemoved) {
      // A line that becomes another one is shown around what differs in it.
      const pairs = next?.added === true && next.value.length === value.length ? next.value : undefined;
      for (const [at, line] of value.entries()) {
        const other = pairs?.[at];
        const [old, wanted] = other === undefined ? [quoted(line), undefined] : stretches(line, other);
        lines.push(`- ${old}`, ...(wanted === undefined ? [] : [`+ ${wanted}`]));
      }
    } else if (isAdded && !(previous?.removed === true && previous.value.length === value.length)) {
      lines.push(...value.map((line) => `+ ${quoted(line)}`));
    } else if (!isAdded) {
      lines.push(leftOutLines(value.length));
    }
  });
  const rest = lines.length - mostLines;
  const shown = rest > 0 ? [...lines.slice(0, mostLines), `(${rest} more lines of differences)`] : lines;
  return { text: `text in lines: ${removed} removed, ${added} added (${digests})`, lines: shown };
}

const leftOutLines = (count: number): string => (count === 1 ? '  (1 equal line)' : `  (${count} equal lines)`);

/** Both sides of a change within one line, quoted: what is equal in both is cut, what differs is not. */
function stretches(before: string, after: string): readonly [string, string] {
  if (before.length <= short && after.length <= short) return [quoted(before), quoted(after)];
  const parts = differences(before, after);
  const side = (isMine: 'removed' | 'added', whole: string): string => {
    const mine = parts.filter(({ is }) => is === 'equal' || is === isMine);
    let shown = '';
    let room = mostOfSide;
    for (const [index, { is, text }] of mine.entries()) {
      const piece =
        is === 'equal'
          ? equalPart(text, index === 0, index === mine.length - 1)
          : cutText(text, Math.max(room, context), visibleValue).shown;
      room -= piece.length;
      if (room < 0 && index < mine.length - 1) {
        const rest = mine.slice(index).reduce((sum, one) => sum + [...one.text].length, 0);
        shown += leftOut(rest);
        break;
      }
      shown += piece;
    }
    return `"${shown.replaceAll('"', '\\"')}" (${digestOf(whole)})`;
  };
  return [side('removed', before), side('added', after)];
}

interface Part {
  readonly is: 'equal' | 'removed' | 'added';
  readonly text: string;
}

/** What two texts begin and end with in common is found first: it is most of them, and costs nothing. */
function differences(before: string, after: string): readonly Part[] {
  const [old, wanted] = [[...before], [...after]];
  const shorter = Math.min(old.length, wanted.length);
  let same = 0;
  while (same < shorter && old[same] === wanted[same]) same += 1;
  let sameEnd = 0;
  while (sameEnd < shorter - same && old.at(-1 - sameEnd) === wanted.at(-1 - sameEnd)) sameEnd += 1;
  const middle = (all: readonly string[]): string => all.slice(same, all.length - sameEnd).join('');
  const [removed, added] = [middle(old), middle(wanted)];
  const isSmall = removed.length <= short && added.length <= short;
  const inner = isSmall ? undefined : diffArrays(piecesOf(removed), piecesOf(added), { maxEditLength: mostEdits });
  const parts: Part[] = [
    { is: 'equal', text: old.slice(0, same).join('') },
    ...(inner === undefined
      ? ([
          { is: 'removed', text: removed },
          { is: 'added', text: added },
        ] as const)
      : inner.map(
          ({ value, removed: isRemoved, added: isAdded }): Part => ({
            is: isRemoved ? 'removed' : isAdded ? 'added' : 'equal',
            text: value.join(''),
          }),
        )),
    { is: 'equal', text: sameEnd === 0 ? '' : old.slice(-sameEnd).join('') },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Words, and everything between them one by one. */
const piecesOf = (text: string): string[] => text.match(/[\p{L}\p{N}]{1,32}|[\s\S]/gu) ?? [];

/** Of what is equal, only what lies next to a difference, and how a value begins. */
function equalPart(text: string, isFirst: boolean, isLast: boolean): string {
  const characters = [...text];
  const start = context;
  const end = isLast ? 0 : context;
  const head = isFirst ? start * 2 : start;
  const left = characters.length - head - end;
  if (left <= leftOut(left).length) return visibleValue(text);
  const tail = end === 0 ? '' : visibleValue(characters.slice(-end).join(''));
  return `${visibleValue(characters.slice(0, head).join(''))}${leftOut(left)}${tail}`;
}
