import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ReadLimits, sourceReader } from '../../compiler/files/source-reader.ts';
import { openFiles } from './opened.ts';

/** What is read of `stack/a.ts`, or what is said of it. */
function reading(make: (path: string) => void, limits?: ReadLimits): string {
  const { folder, stack } = openFiles({});
  const path = join(folder, 'stack/a.ts');
  make(path);
  const read = sourceReader(stack, limits).read(path);
  return 'code' in read ? `${read.code} ${read.message}` : read.text;
}

const bytes =
  (content: string, encoding: BufferEncoding = 'utf8') =>
  (path: string): void =>
    writeFileSync(path, Buffer.from(content, encoding));

describe('a file', () => {
  it.each([
    ['as it is', 'const a = "ä😀\r\n";', 'const a = "ä😀\r\n";'],
    ['empty', '', ''],
    ['without its byte order mark', '\ufeffconst a = 1;', 'const a = 1;'],
  ])('is read %s', (_, content, text) => {
    expect(reading(bytes(content))).toBe(text);
  });

  it.each([
    ['UTF-16', bytes('\ufeffconst a = 1;', 'utf16le'), 'It is not text in UTF-8.'],
    ['Latin-1', bytes('const ä = 1;', 'latin1'), 'It is not text in UTF-8.'],
    ['half a pair of surrogates', bytes('eda080', 'hex'), 'It is not text in UTF-8.'],
    ['a NUL byte', bytes('const a = "\0";'), 'It has a NUL byte, as no text has.'],
    ['too much', bytes(' '.repeat(16_000_001)), 'It is too large.'],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path]), 'It is a link, a folder, a device or a pipe.'],
    [
      'an endless device',
      (path: string) => symlinkSync('/dev/zero', path),
      'It is a link, a folder, a device or a pipe.',
    ],
    [
      'a link to a file',
      (path: string) => symlinkSync('plugboard.ts', path),
      'It is a link, a folder, a device or a pipe.',
    ],
    ['nothing', () => undefined, 'It is gone.'],
  ])('that is %s is refused', (_, make, why) => {
    expect(reading((path) => void make(path))).toBe(`PB137 \`a.ts\` cannot be read. ${why}`);
  });

  it('whose name cannot be seen is refused', () => {
    const { folder, stack } = openFiles({ 'stack/a\nb.ts': '' });
    const read = sourceReader(stack).read(join(folder, 'stack/a\nb.ts'));
    expect('code' in read && read.message).toBe(
      '`a\\nb.ts` cannot be read. Its name has characters that cannot be seen.',
    );
  });

  it('outside is refused', () => {
    const { folder, stack } = openFiles({ 'outside/a.ts': '' });
    const read = sourceReader(stack).read(join(folder, 'outside/a.ts'));
    expect('code' in read && read.code).toBe('PB103');
  });
});

describe('the files of a program', () => {
  const readAll = (limits: ReadLimits): readonly string[] => {
    const { folder, stack } = openFiles({ 'stack/a.ts': '12345', 'stack/b.ts': '12345', 'stack/c.ts': '12345' });
    const reader = sourceReader(stack, limits);
    return ['a', 'b', 'c'].map((name) => {
      const read = reader.read(join(folder, `stack/${name}.ts`));
      return 'code' in read ? `${read.code} ${read.message}` : read.text;
    });
  };

  it('are no more than a number', () => {
    expect(readAll({ bytes: 100, bytesAltogether: 100, files: 2 })).toEqual([
      '12345',
      '12345',
      'PB137 The program consists of more than 2 files.',
    ]);
  });

  it('have a size altogether', () => {
    expect(readAll({ bytes: 8, bytesAltogether: 12, files: 100 })).toEqual([
      '12345',
      '12345',
      'PB137 The program consists of more than 0.000012 MB.',
    ]);
  });
});
