import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import { declaredUrls, urlPlace } from '../declared-urls.ts';
import { hostMatcher } from '../host-pattern.ts';
import type { Rule } from '../rule.ts';

/** A public service has kinds of its own: with its URL, a connection of another kind asks the wrong server. */
export const urlsFitTheKind: Rule = (declared, report) => {
  const kindsAt = kindsByHost(kindsFor(declared.kinds));
  for (const url of declaredUrls(declared)) {
    const { kind, property, parts } = url;
    if (property.url?.anyService) continue;
    const right = kindsAt(parts.host);
    if (right.length === 0 || right.includes(kind.name)) continue;
    const { address, place } = urlPlace(url);
    const names = right.map((one) => `\`${one}\``).join(' or ');
    report(
      diagnostic(
        'PB214',
        `\`${property.path}\` of \`${address}\` leads to \`${parts.host}\`, which a \`${kind.name}\` is not for.`,
        {
          address,
          place,
          label: `not the service of a \`${kind.name}\``,
          hint: `Declare a ${names}, or give the URL of the server that is meant.`,
        },
      ),
    );
  }
};

const nobodys: readonly string[] = [];

/** Names of the kinds that are for a host. Most hosts are nobody's, and no list is made for them. */
function kindsByHost({ all }: Kinds): (host: string) => readonly string[] {
  const patterns = all.flatMap(({ name, hosts = [] }) => hosts.map((host) => ({ name, matches: hostMatcher(host) })));
  return (host) =>
    patterns.some(({ matches }) => matches(host))
      ? patterns.filter(({ matches }) => matches(host)).map(({ name }) => name)
      : nobodys;
}
