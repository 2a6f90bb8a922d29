import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { gitRepository } from '../revisions/git-repository.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { running } from './plugboard.ts';

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends a diff, and nothing of it is left', async (signal) => {
  const repository = gitRepository({ 'plugboard.ts': 'while (true) {}\n' });
  const temporary = temporaryFolder();
  const command = running(['diff', 'HEAD'], { folder: repository.folder, environment: { TMPDIR: temporary } });
  // The type checker's folder and the copy of the stack, while the program runs and does not end.
  while (readdirSync(temporary).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  command.kill(signal);
  expect(await command.result).toMatchObject({ code: null, signal, out: '' });
  expect(readdirSync(temporary)).toEqual([]);
  expect(repository.git('status', '--porcelain', '--ignored')).toBe('');
});
