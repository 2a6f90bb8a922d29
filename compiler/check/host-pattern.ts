/** No name of a host is longer. */
const longest = 253;

/**
 * Tells whether a host is one of those that a pattern is for: `*` in it stands for one name or several. A regular
 * expression for it would take the longer the more of them there are, and a stack may bring patterns along.
 */
export function hostMatcher(pattern: string): (host: string) => boolean {
  const wanted = pattern.split('.');
  const end = pattern.slice(pattern.lastIndexOf('*') + 1);
  return (host) => {
    // Nearly all hosts are nobody's, and are seen at a glance to be.
    if (!host.endsWith(end) || host.length > longest) return false;
    const names = host.split('.');
    return !names.includes('') && fits(names, wanted);
  };
}

function fits(names: readonly string[], wanted: readonly string[]): boolean {
  let at = 0;
  let next = 0;
  // Where to go on when the latest `*` has to take one name more. What one before it took need not be tried again.
  let open: { readonly next: number; at: number } | undefined;
  while (at < names.length) {
    if (wanted[next] === '*') {
      open = { next: next + 1, at: at + 1 };
    } else if (wanted[next] !== names[at]) {
      if (open === undefined) return false;
      open.at += 1;
      ({ next, at } = open);
      continue;
    }
    next += 1;
    at += 1;
  }
  return next === wanted.length;
}
