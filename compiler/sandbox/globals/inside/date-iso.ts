import type { Tokens } from './date-tokens.ts';
import { type FoundDate, isBetween, thousandths } from './found-date.ts';

/**
 * Reads as much as is ISO 8601: the whole, or a part, after which a date may go on in another way. With a time that is
 * written as there and impossible, it is wrong whatever comes.
 */
export function readIso(tokens: Tokens, found: FoundDate): 'whole' | 'in part' | 'wrong' {
  const { peek } = tokens;
  if (!readDay(tokens, found)) return 'in part';
  if (peek().is !== 'word' || peek().text.toLowerCase() !== 't') {
    if (peek().is !== 'end') return 'in part';
  } else {
    tokens.next();
    if (!readClock(tokens, found) || !readZone(tokens, found) || peek().is !== 'end') return 'wrong';
  }
  return 'whole';
}

function readDay(tokens: Tokens, { days }: FoundDate): boolean {
  const sign = tokens.peek().text;
  const isSigned = sign === '+' || sign === '-';
  if (isSigned) tokens.next();
  const year = number(tokens, isSigned ? 6 : 4, 0, 999_999);
  if (year === undefined || (sign === '-' && year === 0)) return false;
  days.push(sign === '-' ? -year : year);
  for (const most of [12, 31]) {
    if (!tokens.skip('-')) return true;
    const part = number(tokens, 2, 1, most);
    if (part === undefined) return false;
    days.push(part);
  }
  return true;
}

function number({ peek, next }: Tokens, length: number, least: number, most: number): number | undefined {
  const { is, text, number: value } = peek();
  return is === 'number' && text.length === length && isBetween(value, least, most) ? next().number : undefined;
}

function readClock(tokens: Tokens, { clock }: FoundDate): boolean {
  const { peek, next, skip } = tokens;
  const hours = number(tokens, 2, 0, 24);
  if (hours === undefined || !skip(':')) return false;
  // Midnight is the end of a day, too.
  const most = hours === 24 ? 0 : 59;
  const minutes = number(tokens, 2, 0, most);
  if (minutes === undefined) return false;
  clock.push(hours, minutes);
  if (!skip(':')) return true;
  const seconds = number(tokens, 2, 0, most);
  if (seconds === undefined) return false;
  clock.push(seconds);
  if (!skip('.')) return true;
  if (peek().is !== 'number' || (hours === 24 && peek().number > 0)) return false;
  clock.push(thousandths(next().text));
  return true;
}

function readZone(tokens: Tokens, found: FoundDate): boolean {
  const { peek, next, skip } = tokens;
  if (peek().text.toLowerCase() === 'z') {
    next();
    return true;
  }
  const sign = peek().text;
  if (sign !== '+' && sign !== '-') return true;
  next();
  const both = number(tokens, 4, 0, 2359);
  const hours = both === undefined ? number(tokens, 2, 0, 23) : Math.floor(both / 100);
  if (hours === undefined || (both === undefined && !skip(':'))) return false;
  const minutes = both === undefined ? number(tokens, 2, 0, 59) : both % 100;
  if (minutes === undefined || minutes > 59) return false;
  found.zone = { sign: sign === '-' ? -1 : 1, hours, minutes };
  return true;
}
