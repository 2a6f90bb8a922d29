/**
 * Whatever a program's files and packages are called, are made of and say of themselves: `check` ends with findings that
 * say where, or finds nothing.
 */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clearEnd } from './clear-end.ts';

const tries = Number(process.env['PLUGBOARD_TRIES'] ?? 50);

const name = fc
  .string({
    unit: fc.constantFrom(
      'a',
      'B',
      ' ',
      "'",
      '"',
      '`',
      '#',
      '?',
      '%',
      '%20',
      '$',
      '&',
      '\n',
      '\r',
      '\u202e',
      '\u200b',
      'ü',
      '💥',
      '\\',
      ';',
      '.',
    ),
    minLength: 1,
    maxLength: 12,
  })
  .filter((one) => !/^\.*$/.test(one));

/** Ways to save the same text. */
const saved: Readonly<Record<string, (text: string) => string | Buffer>> = {
  plain: (text) => text,
  'with a byte order mark': (text) => `\ufeff${text}`,
  'with CRLF': (text) => text.replaceAll('\n', '\r\n'),
  'with CR': (text) => text.replaceAll('\n', '\r'),
  'as UTF-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'with a NUL byte': (text) => `${text}\0`,
  'cut in the middle of a character': (text) => Buffer.from(`${text}// é`).subarray(0, -1),
  'with 10 MB': (text) => `${text}/*${'x'.repeat(10_000_000)}*/`,
  'with line separators': (text) => text.replaceAll('\n', '\u2028'),
  'with nothing': () => '',
};

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, 1, '', './gone.js', '../../../outside.js', './index.js', {}, [], ['./index.js'], true),
  fc.jsonValue({ maxDepth: 2 }),
);
const packageFile = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record(
        { name: odd, main: odd, module: odd, types: odd, type: odd, exports: odd, imports: odd, browser: odd },
        { requiredKeys: [] },
      )
      .map((content) => JSON.stringify(content)),
  },
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '"x"',
    '\ufeff{}',
    '{"name":"odd","main":"index.js","main":"gone.js"}',
    '{"__proto__":{"main":"x"}}',
  ),
);
const code = fc.constantFrom(
  "exports.name = 'a';",
  "export const name = 'a';",
  "module.exports = { get name() { throw new Error('looked at'); } };",
  "throw new Error('while it is loaded');",
  'throw null;',
  "require('./gone.js');",
  "require('fs').readFileSync('/etc/passwd');",
  "import 'node:fs';",
  'exports.name = (',
  'for (;;);',
  "module.exports = require('odd');",
  'exports.name = String(Date.now());',
  '#!/usr/bin/env node\nexports.name = 1;',
  '\0',
  '',
);

interface Odd {
  readonly file: string;
  readonly how: string;
  readonly main: string;
  readonly content: string;
  readonly code: string;
  readonly types: string | undefined;
  readonly link: boolean;
  readonly imports: string;
}

const anything: fc.Arbitrary<Odd> = fc.record({
  file: name,
  how: fc.constantFrom(...Object.keys(saved)),
  main: fc.constantFrom('index.js', 'index.mjs', 'index.cjs', 'index.json', 'other.js'),
  content: packageFile,
  code,
  types: fc.option(
    fc.constantFrom(
      'export const name: string;',
      'export = 1;',
      'declare const',
      '/// <reference path="/etc/passwd" />',
      '',
    ),
    { nil: undefined },
  ),
  link: fc.boolean(),
  imports: fc.constantFrom(
    "import { name } from 'odd';",
    "import * as all from 'odd';\nconst { name } = all;",
    "import name from 'odd';",
    "const name = 'none';",
  ),
});

async function checked(one: Odd): Promise<'findings' | 'nothing'> {
  const root = mkdtempSync(join(tmpdir(), 'plugboard-odd-'));
  const write = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  try {
    const own = `${one.file}.ts`;
    const text = "export const team = 'Web';\n\nexport const other: string = team;\n";
    write(join('stack', own), (saved[one.how] ?? String)(text));
    write(
      'stack/plugboard.ts',
      [
        "import { project, root } from 'plugboard';",
        one.imports,
        `import { team } from ${JSON.stringify(`./${own}`)};`,
        "export default root({ stack: 'acme', projects: [project(team, { name: String(name) })] });",
        '',
      ].join('\n'),
    );
    const installed = one.link ? 'elsewhere' : 'stack/node_modules/odd';
    write(join(installed, 'package.json'), one.content);
    write(join(installed, one.main), one.code);
    if (one.types !== undefined) write(join(installed, 'index.d.ts'), one.types);
    if (one.link) {
      mkdirSync(join(root, 'stack/node_modules'));
      symlinkSync('../../elsewhere', join(root, 'stack/node_modules/odd'));
    }
    return await clearEnd(join(root, 'stack/plugboard.ts'));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('a program with odd files and an odd package', () => {
  it('gets findings that say where, or is valid', async () => {
    const ends = { findings: 0, nothing: 0 };
    await fc.assert(
      fc.asyncProperty(anything, async (one) => {
        ends[await checked(one)] += 1;
      }),
      { numRuns: tries },
    );
    console.log(`tried ${tries} programs of odd files: ${ends.findings} got findings, ${ends.nothing} were valid`);
    expect(ends.findings).toBeGreaterThan(0);
  });
});
