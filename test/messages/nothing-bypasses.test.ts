/**
 * Everything that is printed as an error or a warning is a message of the catalogue, or one of the TypeScript compiler's.
 * Wrong usage is the one exception: commander words it, and the help that goes with it says what is right.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));

const lines = ['compiler', 'dsl'].flatMap((folder) =>
  readdirSync(join(top, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== join('diagnostics', 'catalogue.ts'))
    .flatMap((name) =>
      readFileSync(join(top, folder, name), 'utf8')
        .split('\n')
        .map((text) => ({ file: join(folder, name).replaceAll('\\', '/'), text })),
    ),
);

const having = (pattern: RegExp): readonly (typeof lines)[number][] => lines.filter(({ text }) => pattern.test(text));

describe('a message', () => {
  it('is not put together by hand', () => {
    const byHand = having(/['"`](error|warning)(:|\[)/i);
    expect(byHand.filter(({ text }) => !text.includes('command.error('))).toEqual([]);
  });

  it('gets its severity from the catalogue, unless it is the TypeScript compiler’s', () => {
    const set = having(/\bseverity: ['"](error|warning|hint)['"](?! \|)/).map(({ file }) => file);
    expect(set).toEqual(['compiler/typecheck/type-error.ts']);
  });

  it('goes out through the shell, which hides secrets', () => {
    const direct = having(/\b(process\.(stdout|stderr)\.write|console\.(log|error|warn|info))\(/);
    // The version is told before there is a shell.
    expect(direct.map(({ text }) => text.trim())).toEqual(['process.stdout.write(`${version()}\\n`);']);
  });
});

describe('every code of the catalogue', () => {
  it.each(Object.keys(catalogue))('%s is used', (code) => {
    expect(having(new RegExp(`['"]${code}['"]`)).length).toBeGreaterThan(0);
  });
});
