/** What a date in words was found to consist of. */
export interface FoundDate {
  /** Numbers that are years, months or days, in the order in which they stood. */
  readonly days: number[];
  /** Hours, minutes, seconds and thousandths. */
  readonly clock: number[];
  month?: number;
  /** 0 in the morning, and 12 in the afternoon. */
  half?: number;
  /** How far time is ahead of UTC. */
  zone?: { readonly sign: number; readonly hours: number; minutes: number | undefined };
}

export const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;

export const thousandths = (fraction: string): number => Number(fraction.slice(0, 3).padEnd(3, '0'));

/** The time that was found. Not a number where it is none. */
export function timeOf(found: FoundDate, isIso: boolean): number {
  const { sign = 1, hours = 0, minutes = 0 } = found.zone ?? {};
  const time = dayOf(found, isIso) + timeOfDay(found) - sign * (hours * 60 + (minutes ?? 0)) * 60_000;
  return Math.abs(time) <= 8.64e15 ? time : Number.NaN;
}

function dayOf({ days, month: named }: FoundDate, isIso: boolean): number {
  const [first = Number.NaN, second = 1, third = 1] = days;
  const isYear = isIso || !isBetween(first, 1, 31);
  const inOrder = isYear ? ([first, second, third] as const) : ([third, first, second] as const);
  const withName = isYear ? ([first, named, second] as const) : ([second, named, first] as const);
  const [given, month = Number.NaN, day] = named === undefined ? inOrder : withName;
  const year = isIso || !isBetween(given, 0, 99) ? given : given < 50 ? 2000 + given : 1900 + given;
  if (!isBetween(month, 1, 12) || !isBetween(day, 1, 31)) return Number.NaN;
  // `Date.UTC` would take the years up to 99 for those of the last century.
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

function timeOfDay({ clock, half }: FoundDate): number {
  const [given = 0, minutes = 0, seconds = 0, rest = 0] = clock;
  if (half !== undefined && !isBetween(given, 0, 12)) return Number.NaN;
  const hours = half === undefined ? given : (given % 12) + half;
  const isMidnight = hours === 24 && minutes === 0 && seconds === 0 && rest === 0;
  const isTime =
    isBetween(hours, 0, 23) && isBetween(minutes, 0, 59) && isBetween(seconds, 0, 59) && isBetween(rest, 0, 999);
  return isTime || isMidnight ? ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest : Number.NaN;
}
