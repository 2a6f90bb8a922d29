import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { declaredUrls, urlPlace } from '../declared-urls.ts';
import type { Rule } from '../rule.ts';

/** Some addresses are a host and a port, and nothing else: TeamCity finds registries by them, or adds paths of its own. */
export const pathsAreWanted: Rule = (declared, report) => {
  for (const url of declaredUrls(declared)) {
    const { property, parts } = url;
    if (property.url?.path !== false || parts.host.includes('%')) continue;
    const path = withoutLastSlashes(parts.path);
    if (path === '') continue;
    const { address, place } = urlPlace(url);
    report(
      diagnostic('PB213', `\`${property.path}\` of \`${address}\` has the path \`${path}\`.`, {
        address,
        place,
        label: 'has a path',
        notes: ['TeamCity’s documentation asks for `[http(s)://]host[:port]` here.'],
        hint: 'Leave out what follows host and port.',
      }),
    );
  }
};

/** A regular expression would begin anew at every slash. */
function withoutLastSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
