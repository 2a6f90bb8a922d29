/** What Plugboard writes stays where the user said, and nothing else is lost by it. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appendToFile, outputFault, writeOutputFile } from '../../compiler/files/output-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const isOurs = (present: string): boolean => present.startsWith('ours');

interface Site {
  /** The folder that a command works in. */
  readonly within: string;
  readonly outside: string;
  readonly write: (path: string, more?: { readonly makeFolders: true }) => string | undefined;
}

function site(): Site {
  const [within, outside] = [temporaryFolder(), temporaryFolder({ 'other.txt': 'untouched' })];
  const write: Site['write'] = (path, more = undefined) => {
    const file = { path: join(within, path), within, mayReplace: isOurs, ...more };
    const before = outputFault(file)?.why;
    const why = writeOutputFile(file, 'ours, new')?.why;
    expect(before).toBe(why);
    return why;
  };
  return { within, outside, write };
}

const untouched = ({ outside }: Site): void => {
  expect(readdirSync(outside)).toEqual(['other.txt']);
  expect(readFileSync(join(outside, 'other.txt'), 'utf8')).toBe('untouched');
};

describe('a file', () => {
  it('is written where there is none, or an empty one, or one of ours', () => {
    const { within, write } = site();
    writeFileSync(join(within, 'empty'), '');
    writeFileSync(join(within, 'ours'), 'ours, old');
    for (const name of ['new', 'empty', 'ours']) {
      expect(write(name)).toBeUndefined();
      expect(readFileSync(join(within, name), 'utf8')).toBe('ours, new');
    }
    expect(readdirSync(within).sort()).toEqual(['empty', 'new', 'ours']);
  });

  it('keeps the mode that it has', () => {
    const { within, write } = site();
    writeFileSync(join(within, 'a'), 'ours');
    chmodSync(join(within, 'a'), 0o600);
    expect(write('a')).toBeUndefined();
    expect(statSync(join(within, 'a')).mode & 0o777).toBe(0o600);
  });

  it('takes the place of one name of a file that has two', () => {
    const { within, write } = site();
    writeFileSync(join(within, 'a'), 'ours, old');
    linkSync(join(within, 'a'), join(within, 'b'));
    expect(write('a')).toBeUndefined();
    expect(readFileSync(join(within, 'b'), 'utf8')).toBe('ours, old');
  });

  it.each<[string, (site: Site) => void, string]>([
    [
      'somebody else’s file',
      ({ within }) => writeFileSync(join(within, 'a'), 'mine'),
      'it is there already, and nothing says that Plugboard wrote it',
    ],
    ['a folder', ({ within }) => mkdirSync(join(within, 'a')), 'it is a folder'],
    ['a pipe', ({ within }) => execFileSync('mkfifo', [join(within, 'a')]), 'it is a device, a pipe or a socket'],
    [
      'a link to a file',
      ({ within, outside }) => symlinkSync(join(outside, 'other.txt'), join(within, 'a')),
      'it is a link, and none is followed',
    ],
    [
      'a link to nothing',
      ({ within, outside }) => symlinkSync(join(outside, 'new'), join(within, 'a')),
      'it is a link, and none is followed',
    ],
    [
      'a link to a file beside it',
      ({ within }) => symlinkSync('b', join(within, 'a')),
      'it is a link, and none is followed',
    ],
  ])('is not written over %s', (_, make, why) => {
    const here = site();
    make(here);
    const before = lstatSync(join(here.within, 'a'));
    expect(here.write('a')).toBe(why);
    expect(lstatSync(join(here.within, 'a')).ino).toBe(before.ino);
    expect(readdirSync(here.within)).toEqual(['a']);
    untouched(here);
  });

  it.each([
    ['o', 'o/a'],
    ['o', 'o/deep/a'],
    ['deep/o', 'deep/o/a'],
  ])('is not written through a linked folder: %s', (link, path) => {
    const here = site();
    mkdirSync(join(here.within, 'deep'));
    symlinkSync(here.outside, join(here.within, link));
    expect(here.write(path, { makeFolders: true })).toBe(
      `\`${link}\`, on the way to it, is a link, and none is followed`,
    );
    untouched(here);
  });

  it('is not written through a linked folder that is reached by another name of the folder', () => {
    const here = site();
    const alias = join(temporaryFolder(), 'alias');
    symlinkSync(here.within, alias);
    symlinkSync(here.outside, join(here.within, 'o'));
    const file = { path: join(alias, 'o/a'), within: here.within, mayReplace: isOurs };
    expect(writeOutputFile(file, 'ours')?.why).toBe('`o`, on the way to it, is a link, and none is followed');
    untouched(here);
  });

  it('is written outside of the folder where the path says so, also through links that lie there', () => {
    const { within, outside } = site();
    const alias = join(temporaryFolder(), 'alias');
    symlinkSync(outside, alias);
    expect(writeOutputFile({ path: join(alias, 'a'), within, mayReplace: isOurs }, 'ours')).toBeUndefined();
    expect(readFileSync(join(outside, 'a'), 'utf8')).toBe('ours');
    symlinkSync('a', join(outside, 'link'));
    expect(writeOutputFile({ path: join(alias, 'link'), within, mayReplace: isOurs }, 'x')?.why).toMatch(
      /^it is a link/,
    );
  });

  it('has its folders made where that is wanted, and only then', () => {
    const { within, write } = site();
    expect(write('a/b/c')).toBe('its folder does not exist');
    expect(readdirSync(within)).toEqual([]);
    expect(write('a/b/c', { makeFolders: true })).toBeUndefined();
    expect(readFileSync(join(within, 'a/b/c'), 'utf8')).toBe('ours, new');
  });

  it.each([
    ['file/a', 'what should be its folder is a file'],
    ['x'.repeat(300), 'its name is too long'],
  ])('says what the system says: %s', (path, why) => {
    const { within } = site();
    writeFileSync(join(within, 'file'), '');
    expect(writeOutputFile({ path: join(within, path), within, mayReplace: isOurs }, '')?.why).toBe(why);
  });

  it('is the one before, whole, where there is no room for the new one', () => {
    const { within } = site();
    writeFileSync(join(within, 'a'), 'ours, old');
    const module = new URL('../../compiler/files/output-file.ts', import.meta.url).href;
    const script = `
      import { writeOutputFile } from ${JSON.stringify(module)};
      process.on('SIGXFSZ', () => undefined);
      const file = { path: ${JSON.stringify(join(within, 'a'))}, within: ${JSON.stringify(within)}, mayReplace: () => true };
      console.log(JSON.stringify(writeOutputFile(file, 'x'.repeat(5_000_000))));
    `;
    const command = `ulimit -f 100; exec "$0" --import tsx --input-type=module -e "$1"`;
    const top = new URL('../..', import.meta.url);
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, script], {
      cwd: top,
      encoding: 'utf8',
    });
    expect(stdout, stderr).toContain('the system says EFBIG');
    expect(readFileSync(join(within, 'a'), 'utf8')).toBe('ours, old');
    expect(readdirSync(within)).toEqual(['a']);
  });
});

describe('a file that is added to', () => {
  it('keeps what is there, and is no link', () => {
    const here = site();
    const path = join(here.within, 'summary');
    expect([appendToFile(path, 'a'), appendToFile(path, 'b')]).toEqual([undefined, undefined]);
    expect(readFileSync(path, 'utf8')).toBe('ab');
    symlinkSync(join(here.outside, 'other.txt'), join(here.within, 'link'));
    expect(appendToFile(join(here.within, 'link'), 'x')?.why).toBe('it is a link, and none is followed');
    untouched(here);
  });
});
