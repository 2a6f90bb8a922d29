import { createHash, createPublicKey, X509Certificate } from 'node:crypto';
import { digestOf } from '../diagnostics/cut-text.ts';
import { visible } from '../diagnostics/visible.ts';

/** A block of PEM, as certificates and keys are kept in; a text may hold several, one after the other. */
const blocks = /-----BEGIN ([A-Z0-9 ]{1,40})-----[\sA-Za-z0-9+/=:,;-]{0,100000}?-----END \1-----/g;
const sshKey = /^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d+|sk-[\w.@-]+) ([A-Za-z0-9+/=]{40,})(?: .*)?$/;

/**
 * What a text of certificates and keys says to a person who compares it with another: whose each is, until when, and its
 * fingerprint. A private key is never shown. Undefined for any other text.
 */
export function certificateWords(text: string): string | undefined {
  const ssh = sshKey.exec(text.trim());
  if (ssh?.[1] !== undefined) return `public key, SHA-256 ${fingerprint(Buffer.from(ssh[1], 'base64'))}`;
  if (!text.includes('-----BEGIN ')) return undefined;
  const found = [...text.matchAll(blocks)];
  const rest = text.replace(blocks, '').trim();
  if (found.length === 0 || rest !== '') return undefined;
  const words = found.map(([block, label]) => wordsOf(block, label ?? ''));
  return words.some((one) => one === undefined) ? undefined : words.join('; ');
}

function wordsOf(block: string, label: string): string | undefined {
  if (label.endsWith('PRIVATE KEY')) return `private key, not shown (${digestOf(block)})`;
  try {
    if (label.endsWith('CERTIFICATE')) {
      const { subject, validTo, raw } = new X509Certificate(block);
      return `certificate of ${visible(subject.replaceAll('\n', ', '))}, until ${dayOf(validTo)}, SHA-256 ${fingerprint(raw)}`;
    }
    if (label.endsWith('PUBLIC KEY')) {
      const key = createPublicKey(block);
      const bytes = key.export({ type: 'spki', format: 'der' });
      return `public key (${key.asymmetricKeyType ?? 'unknown'}), SHA-256 ${fingerprint(bytes)}`;
    }
  } catch {
    // What is none of them is shown as the text that it is.
  }
  return undefined;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov 30 12:00:00 2027 GMT`, as the year comes first. */
function dayOf(time: string): string {
  const [, month = '', day = '', year = ''] = /^(\w{3}) +(\d+) [\d:]+ (\d{4})/.exec(time) ?? [];
  const number = months.indexOf(month) + 1;
  return number === 0 ? time : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

const fingerprint = (bytes: Buffer): string =>
  (createHash('sha256').update(bytes).digest('hex').toUpperCase().match(/../g) ?? []).join(':');
