import { shellWord } from '../diagnostics/shell-word.ts';
import { visible } from '../diagnostics/visible.ts';
import type { SecretReference } from '../model.ts';

/** Where the value of a secret is kept, for people: `env GITHUB_CLIENT_SECRET`. */
export const placeInWords = (secret: SecretReference): string => visible(words(secret));

function words(secret: SecretReference): string {
  switch (secret.secret) {
    case 'env':
      return `env ${secret.name}`;
    case 'file':
      return `file ${secret.path}`;
    case 'vault': {
      const version = secret.version === undefined ? '' : `, version ${secret.version}`;
      return `vault ${secret.mount}/${secret.path}, key ${secret.key}${version}`;
    }
    case 'command':
      return `command ${secret.command.map(shellWord).join(' ')}`;
  }
}
