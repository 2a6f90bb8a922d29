import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Resend } from '../plan/property-changes.ts';
import type { SentSecret } from '../plan/sent-secrets.ts';
import { type FingerprintKey, isSameSecret, isUnderKey } from './fingerprint.ts';
import type { SecretSources } from './sources.ts';

export interface ComparedSecrets {
  /** Names the secrets whose values are not those that were sent last. */
  readonly resend: Resend;
  /** What could not be compared: warnings. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Looks up the secrets that were sent under this key, and compares them with their fingerprints. One that was sent
 * without a key, or under another one, is left alone: that nothing is known of it is no reason to send it.
 */
export async function compareSecrets(
  stack: string,
  sent: readonly SentSecret[],
  key: FingerprintKey,
  sources: SecretSources,
): Promise<ComparedSecrets> {
  const differing = new Map<string, string>();
  const unknown: SentSecret[] = [];
  const diagnostics: Diagnostic[] = [];
  const compared = await Promise.all(
    sent.map(async (one) => {
      const { secret, fingerprint = '' } = one;
      return { one, fingerprint, found: isUnderKey(key, fingerprint) ? await sources.lookUp(secret) : undefined };
    }),
  );
  for (const { one, fingerprint, found } of compared) {
    const { project, featureProperty } = one;
    if (found === undefined) unknown.push(one);
    else if ('why' in found) diagnostics.push(notThere(one, found.why, found.hint));
    else if (!isSameSecret(key, { stack, project, featureProperty }, found.value, fingerprint)) {
      differing.set(idOf(one), fingerprint);
    }
  }
  return {
    // Once it is sent it has another fingerprint, and what was found here is no longer so.
    resend: (address, featureProperty, fingerprint) => {
      const compared = differing.get(idOf({ address, featureProperty }));
      return compared !== undefined && compared === fingerprint ? 'value-differs' : undefined;
    },
    diagnostics: [...diagnostics, ...(unknown.length === 0 ? [] : [notKnown(unknown)])],
  };
}

const idOf = ({ address, featureProperty }: Pick<SentSecret, 'address' | 'featureProperty'>): string =>
  `${address} ${featureProperty}`;

const nameOf = ({ address, property }: SentSecret): string => `\`${property}\` of \`${address}\``;

const notThere = (one: SentSecret, why: string, hint: string): Diagnostic =>
  diagnostic('PB613', `${nameOf(one)} was not compared with what was sent last. ${why}`, {
    address: one.address,
    notes: ['What the server has stays.'],
    hint,
  });

const mostNamed = 5;

function notKnown(unknown: readonly SentSecret[]): Diagnostic {
  const named = unknown.slice(0, mostNamed).map(nameOf).join(', ');
  const more = unknown.length > mostNamed ? ` and ${unknown.length - mostNamed} more` : '';
  const [first] = unknown;
  return diagnostic('PB613', `What was sent last has no fingerprint under this key: ${named}${more}.`, {
    notes: ['Nobody can tell whether these secrets have changed since. What the server has stays.'],
    hint: `\`plugboard rotate ${first?.address}\` sends the secrets of a connection now; from then on they are compared.`,
  });
}
