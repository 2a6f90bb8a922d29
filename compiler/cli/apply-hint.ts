import { shellWord } from '../diagnostics/shell-word.ts';
import type { Change, Plan } from '../model.ts';
import { neededSecrets } from '../secrets/needed-secrets.ts';
import type { LedgerOption, SourceOptions, StackOptions } from './options.ts';

/** How to apply a plan that was saved to `file` a moment ago, what its digest is for a review, with the options that it was made with. */
export function applyHint(
  file: string,
  digest: string,
  { stack, source, changes }: Plan,
  options: StackOptions & SourceOptions & LedgerOption,
): string {
  if (changes.length === 0) return '';
  const saved = `\nSaved the plan of stack "${stack}", digest ${digest}.`;
  if (source.kind !== 'server') return `${saved} It was made from files: it can be read, and not be applied.\n`;
  const words = [
    'plugboard',
    'apply',
    // A file that begins with a dash would be taken for an option.
    file.startsWith('-') ? `./${file}` : file,
    ...(options.stack === 'plugboard.ts' ? [] : ['--stack', options.stack]),
    ...Object.entries(options.input).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
    ...(options.server === undefined ? [] : ['--server', options.server]),
    ...(options.ledger === undefined ? [] : ['--ledger', options.ledger]),
    ...programsOf(changes).flatMap((program) => ['--allow-command', program]),
  ];
  return `${saved} To apply exactly this:\n    ${words.map(shellWord).join(' ')}\n`;
}

/** Programs that apply must be allowed to run. */
const programsOf = (changes: readonly Change[]): readonly string[] => [
  ...new Set(
    neededSecrets(changes).flatMap(({ secret }) => (secret.secret === 'command' ? secret.command.slice(0, 1) : [])),
  ),
];
