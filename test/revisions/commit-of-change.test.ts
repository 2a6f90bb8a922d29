import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Changer, changersBetween } from '../../compiler/revisions/commit-of-change.ts';
import { openRepository } from '../../compiler/revisions/repository.ts';
import { gitRepository, makeObject, type TestRepository } from './git-repository.ts';

const changer = async (
  { folder }: Pick<TestRepository, 'folder'>,
  word: string,
  from: string,
  to?: string,
): Promise<Changer> => changersBetween(await openRepository(join(folder, 'infra/plugboard.ts')), from, to)(word);

const path = 'infra/plugboard.ts';

describe('a word of a stack', () => {
  it('was changed by the one commit that has it more or less often', async () => {
    const repository = gitRepository();
    const first = repository.commit({ [path]: 'hub();\n' });
    repository.commit({ [path]: '// Nothing.\nhub();\n' });
    const second = repository.commit({ [path]: 'other();\n', 'elsewhere.ts': 'hub' });
    repository.commit({ 'elsewhere.ts': 'hub hub' });
    expect(await changer(repository, 'hub', first, 'HEAD')).toEqual({
      hash: second.slice(0, 7),
      author: 'Test',
      subject: 'change',
    });
    expect(await changer(repository, 'other', first)).toMatchObject({ hash: second.slice(0, 7) });
  });

  it('was changed in the working tree where that has it more or less often', async () => {
    const repository = gitRepository();
    const first = repository.commit({ [path]: 'hub();\n', 'infra/more.ts': 'hub' });
    repository.commit({ [path]: 'hub(1);\n' });
    repository.write({ 'infra/more.ts': 'hub hub' });
    expect(await changer(repository, 'hub', first)).toBe('not committed');
    // Another way to end lines changes no word.
    repository.write({ 'infra/more.ts': 'hub', [path]: 'hub(1);\r\n' });
    expect(await changer(repository, 'hub', first)).toMatchObject({ subject: 'change' });
    // What is prepared for the next commit is of no concern.
    repository.git('rm', '--quiet', '--cached', 'infra/more.ts');
    expect(await changer(repository, 'hub', first)).toMatchObject({ subject: 'change' });
  });

  it('is looked for in what a file is, and not in the place that Git LFS holds for it', async () => {
    const repository = gitRepository();
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 5\n`;
    const first = repository.commit({ [path]: '1', 'infra/data.json': pointer });
    repository.commit({ [path]: '2' });
    repository.write({ 'infra/data.json': '{ "hub": 1 }' });
    expect(await changer(repository, 'hub', first)).toMatchObject({ subject: 'change' });
  });

  it.each(['', 'a\0b', 'x'.repeat(100_000), '--output=stolen', '-h', '\n'])('may be %j', async (word) => {
    const repository = gitRepository();
    const first = repository.commit({ [path]: '1' });
    repository.commit({ [path]: '2' });
    repository.commit({ [path]: '3' });
    expect(await changer(repository, word, first, 'HEAD')).toBeUndefined();
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  it('was changed by nobody that can be named where the revisions do not exist', async () => {
    const repository = gitRepository({ [path]: '1' });
    expect(await changer(repository, 'hub', '0'.repeat(40), 'HEAD')).toBeUndefined();
  });
});

it('the words of a commit are cut to what can be shown', async () => {
  const repository = gitRepository();
  const first = repository.commit({ [path]: 'hub' });
  repository.commit({ [path]: '' });
  const tree = repository.git('rev-parse', 'HEAD^{tree}');
  const who = `${'n'.repeat(500)} <a@example.com> 1767225600 +0000`;
  const text = `tree ${tree}\nparent ${first}\nauthor ${who}\ncommitter ${who}\n\n${'😀'.repeat(1000)}\n\nMore.\n`;
  const commit = makeObject(repository.folder, 'commit', Buffer.from(text));
  const found = await changer(repository, 'hub', first, commit);
  expect(found).toEqual({
    hash: commit.slice(0, 7),
    author: `${'n'.repeat(100)}…`,
    subject: `${'😀'.repeat(200)}…`,
  });
});

it('a tab in a name does not move what follows', async () => {
  const repository = gitRepository();
  const first = repository.commit({ [path]: 'hub' });
  repository.write({ [path]: '' });
  repository.git(
    '-c',
    'user.name=a\tb',
    'commit',
    '--quiet',
    '--all',
    '--message=c\td',
    '--author=a\tb <a@example.com>',
  );
  expect(await changer(repository, 'hub', first, 'HEAD')).toMatchObject({ author: 'a\tb', subject: 'c\td' });
});
