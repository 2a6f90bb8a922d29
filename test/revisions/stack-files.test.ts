/** What a repository holds is taken within limits, and nothing is believed of it. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blobSizes, readBlobs } from '../../compiler/revisions/read-blobs.ts';
import { openRepository } from '../../compiler/revisions/repository.ts';
import { type StackBounds, type StackFiles, stackFiles } from '../../compiler/revisions/stack-files.ts';
import { failureLines } from '../failure-of.ts';
import {
  commitTree,
  gitRepository,
  makeBlob,
  makeObject,
  makeTree,
  makeTreeOfMany,
  treeLine,
} from './git-repository.ts';

const small: StackBounds = { bytesOfNames: 1000, files: 5, bytesOfFile: 100, bytes: 250 };

async function filesIn(folder: string, commit: string, most?: StackBounds): Promise<StackFiles | undefined> {
  return stackFiles(await openRepository(join(folder, 'plugboard.ts')), commit, 'plugboard.ts', most);
}

const refusal = (folder: string, commit: string, most: StackBounds = small): Promise<readonly string[]> =>
  failureLines(() => filesIn(folder, commit, most));

const ofSize = (...sizes: readonly number[]): Readonly<Record<string, string>> =>
  Object.fromEntries(sizes.map((size, index) => [`${index}.ts`, String(index).repeat(size)]));

describe('a revision', () => {
  it('is read as it is, up to its limits', async () => {
    const { folder, commit } = gitRepository();
    const first = commit({ 'plugboard.ts': 'x', ...ofSize(100, 100, 49, 0) });
    const found = await filesIn(folder, first, small);
    expect([...(found?.files ?? [])].map(([path, content]) => [path, content.length])).toEqual([
      ['0.ts', 100],
      ['1.ts', 100],
      ['2.ts', 49],
      ['3.ts', 0],
      ['plugboard.ts', 1],
    ]);
  });

  it('may not have too many files, and files of other sorts do not count', async () => {
    const { folder, commit } = gitRepository();
    const first = commit({ 'plugboard.ts': '', ...ofSize(1, 1, 1, 1, 1) });
    expect(await refusal(folder, first)).toEqual([
      `PB129 Revision ${first.slice(0, 10)} has more than 5 files in the stack’s folder.`,
    ]);
    expect((await filesIn(folder, first, { ...small, files: 6 }))?.files.size).toBe(6);
    const second = commit({ 'a.png': '', 'b.md': '', c: '' });
    expect((await filesIn(folder, second, { ...small, files: 6 }))?.files.size).toBe(6);
  });

  it('may not be too large altogether, and what it has twice counts once', async () => {
    const { folder, commit } = gitRepository();
    const first = commit({ 'plugboard.ts': 'x', ...ofSize(100, 100, 50) });
    expect(await refusal(folder, first)).toEqual([
      `PB129 Revision ${first.slice(0, 10)} has files of more than 0.00025 MB altogether in the stack’s folder.`,
    ]);
    const second = commit({ '0.ts': '', '1.ts': 'x'.repeat(100), '2.ts': 'x'.repeat(100), '3.ts': 'x'.repeat(100) });
    expect((await filesIn(folder, second, small))?.files.size).toBe(5);
  });

  it('may hold millions of millions of files in a few small objects', async () => {
    const { folder } = gitRepository();
    const program = treeLine('100644', makeBlob(folder, ''), 'plugboard.ts');
    const many = treeLine('040000', makeTreeOfMany(folder, 12), 'many');
    const commit = commitTree(folder, makeTree(folder, [many, program]));
    expect(await failureLines(() => filesIn(folder, commit))).toEqual([
      `PB129 Revision ${commit.slice(0, 10)} has names of more than 64 MB in the stack’s folder.`,
    ]);
  });

  it('may hold folders in each other without end', async () => {
    const { folder } = gitRepository();
    let tree = makeTree(folder, [treeLine('100644', makeBlob(folder, ''), 'a.ts')]);
    for (let depth = 0; depth < 120; depth += 1) tree = makeTree(folder, [treeLine('040000', tree, 'd')]);
    const program = treeLine('100644', makeBlob(folder, ''), 'plugboard.ts');
    const commit = commitTree(folder, makeTree(folder, [treeLine('040000', tree, 'd'), program]));
    expect([...((await filesIn(folder, commit))?.files.keys() ?? [])]).toEqual([
      `${'d/'.repeat(121)}a.ts`,
      'plugboard.ts',
    ]);
  });

  it('goes without files that no program can import, and says which; the program itself must be there', async () => {
    const { folder, commit } = gitRepository();
    const first = commit({ 'plugboard.ts': 'x', 'data.json': ' '.repeat(16_000_001) });
    const found = await filesIn(folder, first);
    expect(found?.absent).toEqual(['data.json']);
    expect([...(found?.files.keys() ?? [])]).toEqual(['plugboard.ts']);
    const second = commit({ 'plugboard.ts': 'x'.repeat(101) });
    expect(await refusal(folder, second)).toEqual([
      `PB129 Revision ${second.slice(0, 10)} has a \`plugboard.ts\` of more than 0.0001 MB.`,
    ]);
  });

  it('has no links that are longer than a path', async () => {
    const { folder } = gitRepository();
    const lines = [
      treeLine('120000', makeBlob(folder, 'x'.repeat(5000)), 'long.ts'),
      treeLine('100644', makeBlob(folder, ''), 'plugboard.ts'),
    ];
    const found = await filesIn(folder, commitTree(folder, makeTree(folder, lines)));
    expect([found?.links.size, found?.absent]).toEqual([0, ['long.ts']]);
  });

  it.each([
    ['an object that is not there', '0'.repeat(40)],
    ['a folder that is said to be a file', 'tree'],
  ])('may name %s', async (_, what) => {
    const { folder } = gitRepository();
    const tree = makeTree(folder, []);
    const object = what === 'tree' ? tree : what;
    // Git itself writes no such folder, and takes one that is there.
    const line = Buffer.concat([Buffer.from('100644 plugboard.ts\0'), Buffer.from(object, 'hex')]);
    const damaged = makeObject(folder, 'tree', line);
    expect(await refusal(folder, commitTree(folder, damaged))).toEqual([
      'PB121 The repository lacks files of the revision, and nothing is fetched meanwhile.',
    ]);
  });
});

describe('files by their ids', () => {
  it('have the size that was told before, or are not taken', async () => {
    const { folder } = gitRepository();
    const [one, two] = [makeBlob(folder, 'one\n'), makeBlob(folder, '\nmissing\n')];
    expect(await blobSizes(folder, [one, two])).toEqual(
      new Map([
        [one, 4],
        [two, 9],
      ]),
    );
    const both = await readBlobs(
      folder,
      new Map([
        [one, 4],
        [two, 9],
      ]),
    );
    expect([...both.values()].map(String)).toEqual(['one\n', '\nmissing\n']);
    for (const size of [3, 5, 1e12]) {
      const said = await failureLines(() =>
        readBlobs(
          folder,
          new Map([
            [one, size],
            [two, 9],
          ]),
        ),
      );
      expect(said).toEqual(['PB121 The repository lacks files of the revision, and nothing is fetched meanwhile.']);
    }
  });

  it('are none where none are asked for', async () => {
    const { folder } = gitRepository();
    expect([await blobSizes(folder, []), await readBlobs(folder, new Map())]).toEqual([new Map(), new Map()]);
  });
});
