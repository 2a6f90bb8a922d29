/** Hands out each name once. Names that differ in case only count as the same: files could not have both. */
export interface UniqueNames {
  /** The name, or the name with the first number behind it that is free. */
  readonly take: (name: string) => string;
  readonly has: (name: string) => boolean;
}

/** Names beside those that are in use. `separator` stands before the number. */
export function uniqueNames(used: Iterable<string> = [], separator = ''): UniqueNames {
  const taken = new Set([...used].map((name) => name.toLowerCase()));
  const numbers = new Map<string, number>();
  const has = (name: string): boolean => taken.has(name.toLowerCase());
  return {
    has,
    take: (name) => {
      let number = numbers.get(name.toLowerCase()) ?? 1;
      let free = name;
      while (has(free)) {
        number += 1;
        free = `${name}${separator}${number}`;
      }
      numbers.set(name.toLowerCase(), number);
      taken.add(free.toLowerCase());
      return free;
    },
  };
}
