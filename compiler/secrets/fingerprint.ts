/**
 * Whether a secret is still the one that was sent last can be told without keeping it: the ledger keeps a keyed
 * fingerprint of it. The ledger can be read by everybody who may view the project's settings, so the fingerprint must be
 * of no use to them: without the key there is nothing to try guesses against, and the salt makes equal secrets look
 * unequal. The salt also stands for the place, so that a connection can get another key of the program and keep it.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { fail } from '../diagnostics/failure.ts';

/** What fingerprints are made with: the text of `PLUGBOARD_FINGERPRINT_KEY`. */
export interface FingerprintKey {
  readonly text: string;
  /** Tells which key a fingerprint was made with, and nothing else about it. */
  readonly id: string;
}

/** What a value is the secret of. */
export interface FingerprintScope {
  readonly stack: string;
  readonly project: string;
  readonly featureProperty: string;
}

const fewest = 32;

/** The key that the environment gives, if any. A short one could be guessed (PB612), and with it all secrets. */
export function fingerprintKey(environment: Readonly<Record<string, string | undefined>>): FingerprintKey | undefined {
  const text = environment['PLUGBOARD_FINGERPRINT_KEY'] ?? '';
  if (text === '') return undefined;
  if (text.length < fewest) {
    throw fail('PB612', `\`PLUGBOARD_FINGERPRINT_KEY\` must have at least ${fewest} characters.`, {
      notes: ['Whoever guesses the key can test guesses at the secrets against what stands in the ledger.'],
      hint: 'Make one with `openssl rand -base64 32`, and keep it among the secrets of the pipeline.',
    });
  }
  return { text, id: digest(text, ['key id']).toString('hex').slice(0, 8) };
}

/** A fingerprint of a value that is being sent: `<key id>.<salt>.<digest>`. */
export function fingerprintOf(
  { text, id }: FingerprintKey,
  scope: FingerprintScope,
  value: string,
  salt: string = randomBytes(6).toString('base64url'),
): string {
  const { stack, project, featureProperty } = scope;
  const full = digest(text, ['secret', stack, project, featureProperty, salt, value]);
  return `${id}.${salt}.${full.subarray(0, 16).toString('base64url')}`;
}

/** Whether a fingerprint was made with this key: with another one it says nothing. */
export const isUnderKey = ({ id }: FingerprintKey, fingerprint: string): boolean => fingerprint.startsWith(`${id}.`);

/** Whether a value is the one that a fingerprint under this key was made of. */
export function isSameSecret(
  key: FingerprintKey,
  scope: FingerprintScope,
  value: string,
  fingerprint: string,
): boolean {
  const [, salt = ''] = fingerprint.split('.');
  return fingerprintOf(key, scope, value, salt) === fingerprint;
}

/** What the parts are stands before them, so that nothing made for one purpose can pass for another. */
const digest = (key: string, parts: readonly string[]): Buffer =>
  createHmac('sha256', key)
    .update(JSON.stringify(['plugboard', 1, ...parts]))
    .digest();
