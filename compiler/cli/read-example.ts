import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Code } from '../diagnostics/catalogue.ts';
import { fail } from '../diagnostics/failure.ts';
import { ownFolder } from '../files/own-files.ts';
import type { MessageExample } from '../render/explain-code-text.ts';

/** Files of an example that are no part of what a user has. */
const ofOurs: readonly string[] = ['explanation.md', 'command.txt', 'message.txt'];

/** What is known of a code beside its title: the folder that its message is tested with, as the package brings it along. */
export function readExample(
  code: Code,
  folder: string = join(ownFolder, 'fixtures', 'messages', code),
): MessageExample {
  const names = filesOf(code, folder);
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    explanation: text('explanation.md').trim(),
    files: names
      .filter((name) => !ofOurs.includes(name))
      .sort((a, b) => Number(b === 'plugboard.ts') - Number(a === 'plugboard.ts') || (a < b ? -1 : 1))
      .map((name) => ({ name, content: text(name) })),
    commands: exampleCommands(folder),
    message: text('message.txt'),
  };
}

/** The command lines of an example: `plugboard check` unless it says otherwise. */
export function exampleCommands(folder: string): readonly string[] {
  const file = join(folder, 'command.txt');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : ['plugboard check'];
}

function filesOf(code: Code, folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) =>
        join(parentPath, name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      );
  } catch {
    throw fail('PB130', `The explanation of \`${code}\` is missing from this installation.`, {
      hint: 'Install the package `plugboard` once more.',
    });
  }
}
