import type { Lock } from '../../model.ts';

/** How long a lock has been there, in words: `3 minutes`. Clocks of two machines differ, so less than nothing is nothing. */
export function lockAge({ since }: Pick<Lock, 'since'>, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  if (Number.isNaN(seconds)) return 'an unknown time';
  const [amount, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.floor(seconds / 60), 'minute']
        : seconds < 172_800
          ? [Math.floor(seconds / 3600), 'hour']
          : [Math.floor(seconds / 86_400), 'day'];
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
