/** A revision is written into an empty folder, and nowhere else. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { layOut } from '../../compiler/revisions/lay-out.ts';
import { openRepository } from '../../compiler/revisions/repository.ts';
import { stackAtRevision } from '../../compiler/revisions/stack-at-revision.ts';
import type { StackFiles } from '../../compiler/revisions/stack-files.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { commitTree, gitRepository, makeBlob, makeObject, makeTree } from './git-repository.ts';

const stack = (files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>> = {}): StackFiles => ({
  files: new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
  links: new Map(Object.entries(links)),
  absent: [],
});

it('files and links are written as they are', () => {
  const target = temporaryFolder();
  expect(layOut(stack({ 'a/b/c.ts': 'c', 'a/d.ts': 'd' }, { 'a/e.ts': 'd.ts', f: '/etc' }), target)).toEqual([]);
  expect(readFileSync(join(target, 'a/b/c.ts'), 'utf8')).toBe('c');
  expect([readlinkSync(join(target, 'a/e.ts')), readlinkSync(join(target, 'f'))]).toEqual(['d.ts', '/etc']);
});

it('nothing is written through a link, whichever way it came there', () => {
  const outside = temporaryFolder();
  const target = temporaryFolder();
  // As a file system has it that takes `Linked` and `linked` for the same.
  symlinkSync(outside, join(target, 'linked'));
  symlinkSync(join(outside, 'new.ts'), join(target, 'file.ts'));
  const found = stack({ 'linked/x.ts': 'x', 'linked/deeper/x.ts': 'x', 'file.ts': 'x' }, { 'linked/y.ts': '/etc' });
  expect(layOut(found, target)).toEqual(['linked/x.ts', 'linked/deeper/x.ts', 'file.ts', 'linked/y.ts']);
  expect(readdirSync(outside)).toEqual([]);
});

it('nothing is written into a folder that was not made for it', () => {
  const target = temporaryFolder();
  mkdirSync(join(target, 'there'));
  expect(layOut(stack({ 'there/x.ts': '', 'x.ts': '', 'x.ts/y.ts': '' }), target)).toEqual(['there/x.ts', 'x.ts/y.ts']);
});

it('a folder of a made-up repository that has a name twice leads nowhere', async () => {
  const outside = temporaryFolder();
  const { folder } = gitRepository();
  const inner = makeTree(folder, [
    `100644 blob ${makeBlob(folder, 'x')}\tx.ts`,
    `120000 blob ${makeBlob(folder, '/etc')}\ty`,
  ]);
  const line = (mode: string, name: string, object: string): Buffer =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object, 'hex')]);
  const tree = makeObject(
    folder,
    'tree',
    Buffer.concat([
      line('120000', 'a', makeBlob(folder, outside)),
      line('40000', 'a', inner),
      line('100644', 'plugboard.ts', makeBlob(folder, '1')),
      line('100644', 'plugboard.ts', makeBlob(folder, '2')),
    ]),
  );
  const repository = await openRepository(join(folder, 'plugboard.ts'));
  const found = await stackAtRevision(repository, commitTree(folder, tree), 'plugboard.ts');
  onTestFinished(found.remove);
  expect(readdirSync(outside)).toEqual([]);
  expect(lstatSync(join(found.folder ?? '', 'a')).isDirectory()).toBe(true);
  expect(found.absent).toEqual(['a']);
});

it('names that no system holds are left out, and named', () => {
  const target = temporaryFolder();
  const long = `${'x'.repeat(300)}.ts`;
  const deep = `${'d/'.repeat(100)}x.ts`;
  const wide = `${`${'w'.repeat(200)}/`.repeat(30)}x.ts`;
  expect(layOut(stack({ [long]: '', [deep]: '', [wide]: '', 'x.ts': '' }), target)).toEqual([long, deep, wide]);
  expect(existsSync(join(target, 'x.ts'))).toBe(true);
});

it('links that lead to nothing or cannot be written are left out, and named', () => {
  expect(layOut(stack({}, { a: '', b: 'x\0y', c: 'x' }), temporaryFolder())).toEqual(['a', 'b']);
});

it('where the system writes nothing, that is said', async () => {
  // A name with a NUL is the one that every system refuses for a reason of its own.
  const said = await failureLines(async () => layOut(stack({ 'x\0.ts': '' }), temporaryFolder()));
  expect(said).toEqual(['PB112 `x\0.ts` as it was at a revision cannot be written (ERR_INVALID_ARG_VALUE).']);
});

it('there are not more folders than files may be, and none is made where there would be', async () => {
  const files = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`${index}/${'d/'.repeat(95)}x.ts`, '']));
  const target = temporaryFolder();
  expect(await failureLines(async () => layOut(stack(files), target))).toEqual([
    'PB129 The revision has more than 50000 folders in the stack’s folder.',
  ]);
  expect(readdirSync(target)).toEqual([]);
});
