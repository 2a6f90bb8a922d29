import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { declaredUrls, urlPlace } from '../declared-urls.ts';
import type { Rule } from '../rule.ts';

/** The server's own machine: nothing leaves it. */
const ownMachine = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** What TeamCity sends to these servers are secrets, so nobody on the way must be able to read them. */
export const urlsAreEncrypted: Rule = (declared, report) => {
  for (const url of declaredUrls(declared)) {
    const { property, parts } = url;
    if (parts.scheme !== 'http' || ownMachine.test(parts.host)) continue;
    const { address, place } = urlPlace(url);
    report(
      diagnostic('PB211', `\`${property.path}\` of \`${address}\` starts with \`http://\`.`, {
        address,
        place,
        label: 'not encrypted',
        notes: ['Secrets of the connection and what is fetched with them can be read and changed on the way.'],
        hint: 'Use the `https://` address. Where the server has none, say why: `// plugboard-ignore PB211: <reason>`.',
      }),
    );
  }
};
