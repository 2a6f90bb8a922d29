import { readIso } from './date-iso.ts';
import { type Token, type Tokens, tokensOf } from './date-tokens.ts';
import { type FoundDate, isBetween, thousandths, timeOf } from './found-date.ts';

/**
 * Reads a date as Node.js does in UTC: as ISO 8601, or else word by word, in any of the orders that people write it in. Not
 * a number where it is none.
 */
export function readDate(words: string): number {
  const tokens = tokensOf(words);
  const found: FoundDate = { days: [], clock: [] };
  const asIso = readIso(tokens, found);
  const isRead = asIso === 'whole' || (asIso === 'in part' && readLoosely(tokens, found));
  return isRead ? timeOf(found, asIso === 'whole') : Number.NaN;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** How many hours time is ahead of UTC in zones that have a name. */
const zones: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ z: 0, ut: 0, utc: 0, gmt: 0 },
    ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
  }),
);

/** Whether all that is left was understood. */
function readLoosely(tokens: Tokens, found: FoundDate): boolean {
  let hasNumber = found.days.length > 0;
  for (let token = tokens.next(); token.is !== 'end'; token = tokens.next()) {
    const isSign = token.text === '+' || token.text === '-';
    const isUtc = found.zone?.hours === 0 && found.zone.minutes === 0;
    if (token.is === 'number') {
      if (!addNumber(token.number, tokens, found)) return false;
      hasNumber = true;
    } else if (token.is === 'word') {
      if (!addWord(token.text.toLowerCase(), tokens, found, hasNumber)) return false;
    } else if (isSign && (isUtc || found.clock.length > 0)) {
      if (!addOffset(token.text === '-' ? -1 : 1, tokens, found)) return false;
      hasNumber = true;
    } else if ((isSign || token.text === ')') && hasNumber) return false;
  }
  return true;
}

function addNumber(value: number, { peek, next, skip }: Tokens, { days, clock, zone }: FoundDate): boolean {
  const isNextOfClock = clock.length > 0 && clock.length < 4 && isBetween(value, 0, clock.length === 3 ? 999 : 59);
  const finishClock = (last: number): void => {
    clock.push(last);
    while (clock.length < 4) clock.push(0);
  };
  if (skip(':')) {
    if (skip(':')) return clock.length === 0 && clock.push(value, 0) > 0;
    if (clock.length === 4) return false;
    clock.push(value);
    skip('.');
    return true;
  }
  if (skip('.') && isNextOfClock) {
    clock.push(value);
    if (peek().is !== 'number') return false;
    finishClock(thousandths(next().text));
    return true;
  }
  if (zone !== undefined && zone.minutes === undefined && value <= 59) {
    zone.minutes = value;
    return true;
  }
  if (isNextOfClock) {
    finishClock(value);
    const { is, text } = peek();
    return is === 'end' || is === 'space' || ['+', '-', 'z'].includes(text.toLowerCase());
  }
  if (days.push(value) > 3) return false;
  skip('-');
  return true;
}

function addWord(word: string, { peek, skip }: Tokens, found: FoundDate, hasNumber: boolean): boolean {
  if ((word === 'am' || word === 'pm') && found.clock.length > 0) {
    found.half = word === 'am' ? 0 : 12;
    return true;
  }
  const month = months.indexOf(word.slice(0, 3));
  if (month !== -1) {
    found.month = month + 1;
    skip('-');
    return true;
  }
  const ahead = zones.get(word);
  if (ahead !== undefined && hasNumber) {
    found.zone = { sign: ahead < 0 ? -1 : 1, hours: Math.abs(ahead), minutes: 0 };
    return true;
  }
  // Other words may stand before the first number, and apart from it.
  return !hasNumber && peek().is !== 'number';
}

function addOffset(sign: number, { peek, next }: Tokens, found: FoundDate): boolean {
  const { text, number } = peek().is === 'number' ? next() : noNumber;
  if (peek().text === ':') found.zone = { sign, hours: number, minutes: undefined };
  else if (text.length === 1 || text.length === 2) found.zone = { sign, hours: number, minutes: 0 };
  else if (text.length === 3 || text.length === 4) {
    found.zone = { sign, hours: Math.floor(number / 100), minutes: number % 100 };
  } else return false;
  return true;
}

const noNumber: Token = { is: 'number', text: '', number: 0 };
