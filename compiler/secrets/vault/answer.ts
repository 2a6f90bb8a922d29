import * as z from 'zod';
import type { Answer } from '../../live/exchange.ts';
import type { Missing } from '../source.ts';

import type { VaultPlace } from './vault.ts';

/** What stands under the keys of one path. */
export interface VaultValues {
  readonly values: Readonly<Record<string, unknown>>;
}

const values = z.object({
  data: z.object({ data: z.record(z.string(), z.unknown()), metadata: z.object({ version: z.number() }) }),
});
const gone = z.object({
  data: z.object({
    metadata: z.object({ version: z.number(), deletion_time: z.string().optional(), destroyed: z.boolean() }),
  }),
});
const refused = z.object({ errors: z.array(z.string()) });

/** Tells what an answer of a KV engine (version 2) means. `where` is Vault's address. */
export function readAnswer({ status, text, headers }: Answer, place: VaultPlace, where: string): VaultValues | Missing {
  const { mount, path } = place;
  const answer = parsed(text);
  const found = values.safeParse(answer);
  if (status === 200 && found.success) return { values: found.data.data.data };
  const errors = refused.safeParse(answer).data?.errors;
  const isVault = errors !== undefined || gone.safeParse(answer).success || (status === 200 && answer !== undefined);
  if (status >= 300 && status < 400) {
    return {
      why: `Vault at ${where} sends us on to ${hostOf(headers.location, where)}.`,
      hint: 'A standby does so. Give the address of the active server or of the whole cluster in `VAULT_ADDR`.',
    };
  }
  if (!isVault) {
    return {
      why: `What answers at ${where} (status ${status}) is not Vault.`,
      hint: 'Check `VAULT_ADDR`. A proxy or a login page in between answers like this.',
    };
  }
  switch (status) {
    case 200:
      return {
        why: `What Vault has at \`${mount}/\` is no KV secrets engine of version 2.`,
        hint: '`vault secrets list -detailed` shows which mounts are. `vault kv enable-versioning` makes one of version 1 so.',
      };
    case 403:
      return {
        why: `Vault does not let the token read \`${mount}/data/${path}\`, or does not take it.`,
        hint: '`vault token lookup` shows whether it has expired; otherwise it needs a policy with `read` on that path.',
      };
    case 404:
      return notThere(place, answer, errors ?? []);
    case 501:
    case 503:
      return {
        why: `Vault at ${where} is ${status === 503 ? 'sealed, or not ready' : 'not initialized'}.`,
        hint: '`vault status` tells more. Once it is unsealed, run the command again.',
      };
    default: {
      const said = (errors ?? []).join(' ').replace(/\s+/g, ' ').trim();
      return {
        why: `Vault at ${where} refused to read \`${mount}/data/${path}\` (status ${status})${said === '' ? '' : `: ${said}`}.`,
        hint: `Try it by hand: \`vault kv get -mount=${mount} ${path}\`.`,
      };
    }
  }
}

function notThere({ mount, path, version }: VaultPlace, answer: unknown, errors: readonly string[]): Missing {
  const metadata = gone.safeParse(answer).data?.data.metadata;
  if (metadata !== undefined) {
    const number = metadata.version;
    return metadata.destroyed
      ? {
          why: `Version ${number} of \`${mount}/${path}\` in Vault was destroyed.`,
          hint: 'Its value is gone. Write a new version, or name another one.',
        }
      : {
          why: `Version ${number} of \`${mount}/${path}\` in Vault was deleted.`,
          hint: `Write a new version, or bring it back: \`vault kv undelete -mount=${mount} -versions=${number} ${path}\`.`,
        };
  }
  if (errors.some((one) => one.includes('no handler for route'))) {
    return {
      why: `Vault has no secrets engine at \`${mount}/\`.`,
      hint: "`vault secrets list` shows the mounts. Name the right one: `secret.vault({ mount: 'kv', ... })`.",
    };
  }
  const [, below] = /^(?:.*\/)?data\/(.+)$/.exec(path) ?? [];
  return {
    why: `Vault has nothing at \`${mount}/${path}\`${version === undefined ? '' : ` in version ${version}`}.`,
    hint:
      below === undefined
        ? `\`vault kv list -mount=${mount}\` shows what is there, as far as the token may see it.`
        : `The path goes without mount and \`data/\`: \`path: '${below}'\`.`,
  };
}

/** Only the host: the rest of such an address can hold tickets. */
const hostOf = (location: string | undefined, base: string): string =>
  location !== undefined && URL.canParse(location, base) ? new URL(location, base).host : 'another address';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
