import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Diagnostic, diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import type { Change, SecretReference } from '../model.ts';

/** Where values are looked up. */
export interface SecretSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths of `secret.file` start. */
  readonly folder: string;
}

/** The values that a plan needs. It gives one to whoever is about to send it, and lists them for redaction. */
export interface ResolvedSecrets {
  readonly valueOf: (secret: SecretReference) => string;
  readonly values: readonly string[];
}

/**
 * Looks up every secret that these changes send, before anything is written. Fails (PB601) naming each one that is not
 * there, with its address and property. Values appear in no message.
 */
export async function resolveSecrets(changes: readonly Change[], sources: SecretSources): Promise<ResolvedSecrets> {
  const values = new Map<string, string>();
  const missing: Diagnostic[] = [];
  for (const change of changes) {
    if (change.target !== 'connection') continue;
    for (const { property, after } of change.properties) {
      if (after === undefined || typeof after === 'string' || 'connection' in after || values.has(name(after)))
        continue;
      const found = await lookUp(after, sources);
      if ('value' in found) values.set(name(after), found.value);
      else missing.push(notAvailable(change.address, property, after, found.why));
    }
  }
  if (hasErrors(missing)) throw new Failure(missing);
  return {
    values: [...values.values()],
    valueOf: (secret) => {
      const value = values.get(name(secret));
      if (value === undefined) throw new Error(`secret ${name(secret)} was not looked up`);
      return value;
    },
  };
}

const name = (secret: SecretReference): string =>
  secret.secret === 'env' ? `env:${secret.name}` : `file:${secret.path}`;

async function lookUp(
  secret: SecretReference,
  { environment, folder }: SecretSources,
): Promise<{ readonly value: string } | { readonly why: string }> {
  if (secret.secret === 'env') {
    const value = environment[secret.name];
    if (value === undefined) return { why: `environment variable \`${secret.name}\` is not set` };
    return value === '' ? { why: `environment variable \`${secret.name}\` is empty` } : { value };
  }
  try {
    const text = await readFile(resolve(folder, secret.path), 'utf8');
    const value = text.replace(/\r?\n$/, '');
    return value === '' ? { why: `file \`${secret.path}\` is empty` } : { value };
  } catch {
    return { why: `file \`${secret.path}\` cannot be read` };
  }
}

const notAvailable = (address: string, property: string, secret: SecretReference, why: string): Diagnostic =>
  diagnostic('PB601', `\`${property}\` of \`${address}\` has no value: ${why}.`, {
    address,
    notes: ['Nothing was written to the server.'],
    hint:
      secret.secret === 'env'
        ? `Set \`${secret.name}\` where \`plugboard apply\` runs.`
        : `Put the file where \`plugboard apply\` runs, readable for it.`,
  });
