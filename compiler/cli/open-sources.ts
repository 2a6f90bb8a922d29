import { dirname, resolve } from 'node:path';
import { type SecretSources, secretSources } from '../secrets/sources.ts';
import type { SecretLookupOptions, StackOptions } from './options.ts';
import type { Shell } from './shell.ts';

/** The sources of a stack's secrets. Whatever is looked up, no output repeats it. */
export const openSources = ({ stack, allowCommand }: StackOptions & SecretLookupOptions, shell: Shell): SecretSources =>
  secretSources({
    environment: shell.environment,
    folder: dirname(resolve(shell.workingDirectory, stack)),
    allowedCommands: allowCommand,
    learn: shell.secrets.learn,
    wait: shell.wait,
  });
