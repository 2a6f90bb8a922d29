import { readDate } from './date-words.ts';
import type { MakePiece } from './piece.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const { getTime, getUTCDate, getUTCDay, getUTCFullYear, getUTCHours, getUTCMinutes, getUTCMonth, getUTCSeconds } =
  Date.prototype;
const { setUTCFullYear } = Date.prototype;

const isInvalid = (date: Date): boolean => Number.isNaN(getTime.call(date));

const padded = (number: number, length: number): string => String(number).padStart(length, '0');

function dayOf(date: Date): string {
  const year = getUTCFullYear.call(date);
  const day = `${weekdays[getUTCDay.call(date)]} ${months[getUTCMonth.call(date)]} ${padded(getUTCDate.call(date), 2)}`;
  return `${day} ${year < 0 ? '-' : ''}${padded(Math.abs(year), 4)}`;
}

function clockOf(date: Date): string {
  const parts = [getUTCHours, getUTCMinutes, getUTCSeconds].map((part) => padded(part.call(date), 2));
  return `${parts.join(':')} GMT+0000 (Coordinated Universal Time)`;
}

/** The methods of dates that speak of local time, which is UTC, and how dates are read. */
export const make: MakePiece = () => ({
  read: readDate,
  getYear(this: Date): number {
    return getUTCFullYear.call(this) - 1900;
  },
  setYear(this: Date, given: number): number {
    const year = Math.trunc(+given);
    return setUTCFullYear.call(this, year >= 0 && year <= 99 ? 1900 + year : year);
  },
  getTimezoneOffset(this: Date): number {
    return isInvalid(this) ? Number.NaN : 0;
  },
  toString(this: Date): string {
    return isInvalid(this) ? 'Invalid Date' : `${dayOf(this)} ${clockOf(this)}`;
  },
  toDateString(this: Date): string {
    return isInvalid(this) ? 'Invalid Date' : dayOf(this);
  },
  toTimeString(this: Date): string {
    return isInvalid(this) ? 'Invalid Date' : clockOf(this);
  },
});
