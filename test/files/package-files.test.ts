import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Files } from '../load/program-folder.ts';
import { openFiles } from './opened.ts';

/** What is said of the `package.json` files for a program that consists of `stack/team/deep/a.ts` and imports `package`. */
function faultOf(files: Files, pipes: readonly string[] = []): string | undefined {
  const { folder, resolver, types } = openFiles({ 'stack/team/deep/a.ts': '', ...files }, { pipes });
  types('package', 'stack/team/deep/a.ts');
  const fault = resolver.packageFileFault([join(folder, 'stack/team/deep/a.ts')]);
  return fault && `${fault.code} ${fault.message}`;
}

const link = (target: string): { readonly link: string } => ({ link: target });
const noFile = 'cannot be read. It is a link, a folder, a device or a pipe.';

describe('a `package.json` that the type checker opens by itself', () => {
  it.each<[string, Files]>([
    ['none', {}],
    ['a file', { 'stack/package.json': '{}', 'package.json': '{', 'stack/team/package.json': '' }],
    ['a link in its folder', { 'stack/package.json': link('config/a.json'), 'stack/config/a.json': '{}' }],
    ['a link in the stack', { 'stack/team/package.json': link('../package.json'), 'stack/package.json': '{}' }],
    ['that of another folder', { 'stack/other/package.json': link('/dev/zero') }],
    [
      'that of a package',
      { 'stack/node_modules/package': link('.pnpm/package'), 'stack/node_modules/.pnpm/package/package.json': '{}' },
    ],
  ])('may be %s', (_, files) => {
    expect(faultOf(files)).toBe(undefined);
  });

  it.each<[string, Files, string]>([
    ['a device', { 'stack/package.json': link('/dev/zero') }, "PB103 `package.json` leads out of the stack's folder."],
    [
      'a link to elsewhere',
      { 'outside.json': '', 'stack/team/package.json': link('../../outside.json') },
      "PB103 `team/package.json` leads out of the stack's folder.",
    ],
    [
      'a link to nothing elsewhere',
      { 'stack/team/package.json': link('../../gone.json') },
      "PB103 `team/package.json` leads out of the stack's folder.",
    ],
    [
      'a link around the stack',
      { 'package.json': link('/dev/zero') },
      "PB103 `../package.json` leads out of the stack's folder.",
    ],
    ['a folder', { 'stack/team/package.json/a': '' }, `PB137 \`team/package.json\` ${noFile}`],
    [
      'too large',
      { 'stack/package.json': ' '.repeat(1_000_001) },
      'PB137 `package.json` cannot be read. It is too large.',
    ],
    [
      'that of a package, and a device',
      { 'stack/node_modules/package/package.json': link('/dev/zero') },
      "PB103 `node_modules/package/package.json` leads out of the stack's folder.",
    ],
  ])('is refused where it is %s', (_, files, said) => {
    expect(faultOf(files)).toBe(said);
  });

  it('is refused where it is a pipe', () => {
    expect(faultOf({}, ['stack/team/package.json'])).toBe(`PB137 \`team/package.json\` ${noFile}`);
  });
});
