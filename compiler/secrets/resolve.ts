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
  for (const { secret, users } of neededSecrets(changes)) {
    const found = await lookUp(secret, sources);
    if ('value' in found) values.set(name(secret), found.value);
    else missing.push(notAvailable(secret, users, found.why));
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

/** A secret and the properties that want it: `password` of `Payments/registry`. */
interface NeededSecret {
  readonly secret: SecretReference;
  readonly users: string[];
}

function neededSecrets(changes: readonly Change[]): Iterable<NeededSecret> {
  const needed = new Map<string, NeededSecret>();
  for (const change of changes) {
    if (change.target !== 'connection') continue;
    for (const { property, after } of change.properties) {
      if (after === undefined || typeof after === 'string' || 'connection' in after) continue;
      const user = `\`${property}\` of \`${change.address}\``;
      const known = needed.get(name(after));
      if (known === undefined) needed.set(name(after), { secret: after, users: [user] });
      else known.users.push(user);
    }
  }
  return needed.values();
}

const name = (secret: SecretReference): string =>
  secret.secret === 'env' ? `env:${secret.name}` : `file:${secret.path}`;

async function lookUp(
  secret: SecretReference,
  { environment, folder }: SecretSources,
): Promise<{ readonly value: string } | { readonly why: string }> {
  if (secret.secret === 'env') {
    const value = environment[secret.name];
    if (value === undefined) return { why: `Environment variable \`${secret.name}\` is not set.` };
    return value === '' ? { why: `Environment variable \`${secret.name}\` is empty.` } : { value };
  }
  try {
    const text = await readFile(resolve(folder, secret.path), 'utf8');
    const value = text.replace(/\r?\n$/, '');
    return value === '' ? { why: `File \`${secret.path}\` is empty.` } : { value };
  } catch {
    return { why: `File \`${secret.path}\` cannot be read.` };
  }
}

function notAvailable(secret: SecretReference, users: readonly string[], why: string): Diagnostic {
  return diagnostic('PB601', `${why} It is the value of ${users.join(', ')}.`, {
    notes: ['Nothing was written to the server.'],
    hint:
      secret.secret === 'env'
        ? `Set \`${secret.name}\` where \`plugboard apply\` runs.`
        : 'Put the file where `plugboard apply` runs, readable for it.',
  });
}
