import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { valueAt } from '../../kinds/value-at.ts';
import { type DeclaredUrl, declaredUrls, urlPlace } from '../declared-urls.ts';
import type { Rule } from '../rule.ts';

/** Names that no public authority may sign: they exist in private networks only. */
const privateName = /(?:^[^.[]+|\.(?:local|localdomain|internal|intranet|corp|lan|home|private|home\.arpa))$/;
const privateAddress =
  /^(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)(?:\.\d+)+$|^\[(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/;

/**
 * A server in a private network has a certificate of the company's own authority, or of its own. TeamCity must be told
 * to trust it, which no declaration can do.
 */
export const certificatesAreTrusted: Rule = (declared, report) => {
  const told = new Set<string>();
  for (const url of declaredUrls(declared)) {
    const { property, parts } = url;
    if (!isPrivate(url) || hasOwnCertificate(url) || told.has(parts.host)) continue;
    // One certificate serves all connections to a host.
    told.add(parts.host);
    const { address, place } = urlPlace(url);
    report(
      diagnostic('PB215', `\`${property.path}\` of \`${address}\` leads to \`${parts.host}\`, in a private network.`, {
        address,
        place,
        label: 'no public authority signs a certificate for it',
        hint: 'Upload its certificate to TeamCity (Administration, SSL/HTTPS Certificates), unless that is done, and say so: `// plugboard-ignore PB215: <reason>`.',
      }),
    );
  }
};

function isPrivate({ parts: { scheme = 'https', host } }: DeclaredUrl): boolean {
  if (scheme !== 'https' || host === '' || host.includes('%') || host === 'localhost' || host === '[::1]') return false;
  return privateName.test(host) || privateAddress.test(host);
}

/** A connection that holds the certificate of the authority needs no uploaded one. */
const hasOwnCertificate = ({ kind, placed: { connection } }: DeclaredUrl): boolean =>
  kind.properties.some(
    ({ form, when, path }) =>
      form === 'pem-certificate' && when === undefined && valueAt(connection.properties, [path]) !== undefined,
  );
