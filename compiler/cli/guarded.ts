import { environmentSecrets } from '../secrets/environment-secrets.ts';
import { redactor } from '../secrets/redact.ts';
import type { Output, Shell } from './shell.ts';

/** A shell whose every output goes through one object that knows all secrets. */
export function guarded(shell: Omit<Shell, 'secrets'>): Shell {
  const secrets = redactor(environmentSecrets(shell.environment));
  const guard = (output: Output): Output => ({
    ...output,
    write: (text, as) => output.write(secrets.redact(text), as),
  });
  const { ask } = shell;
  return {
    ...shell,
    secrets,
    out: guard(shell.out),
    err: guard(shell.err),
    ask: ask && ((question) => ask(secrets.redact(question))),
  };
}
