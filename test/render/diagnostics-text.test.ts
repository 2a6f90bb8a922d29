import { describe, expect, it } from 'vitest';
import { type Diagnostic, diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { diagnosticsJson } from '../../compiler/render/diagnostics-json.ts';
import { diagnosticsText } from '../../compiler/render/diagnostics-text.ts';
import { maskSecrets } from '../../compiler/render/mask-secrets.ts';
import { quoting } from '../../compiler/render/quoting.ts';
import { styleFor } from '../../compiler/render/style.ts';

const span = (line: number, column: number, endColumn: number): Diagnostic['span'] => ({
  file: 'payments.ts',
  line,
  column,
  endLine: line,
  endColumn,
});

const text = (source: string, plain: readonly string[], ...diagnostics: readonly Diagnostic[]): string =>
  diagnosticsText(
    diagnostics,
    quoting({ sourceOf: () => source, plainSecrets: plain, openTexts: ['A'] }),
    styleFor(false),
  );

describe('a message', () => {
  it('stands with its source, its facts and its hint', () => {
    const source = `${'\n'.repeat(5)}  needs: ['slackConnection', 'dockerRegistry'],\n`;
    const found = diagnostic('PB301', 'No `slackConnection` reaches project `Payments`.', {
      span: span(6, 11, 28),
      label: 'no `slackConnection` reaches project `Payments`',
      notes: ['`Payments` gets: `github` (from `_Root`), `registry` (own).'],
      hint: 'Declare a `slackConnection` in `Payments` or in `_Root`, its parent.',
    });
    expect(text(source, [], found)).toBe(
      [
        'error[PB301]: needed connection is not available',
        '  --> payments.ts:6:11',
        '   |',
        " 6 |   needs: ['slackConnection', 'dockerRegistry'],",
        '   |           ^^^^^^^^^^^^^^^^^ no `slackConnection` reaches project `Payments`',
        '   |',
        '   = `Payments` gets: `github` (from `_Root`), `registry` (own).',
        '   = hint: Declare a `slackConnection` in `Payments` or in `_Root`, its parent.',
        '',
        '1 error.',
        '',
      ].join('\n'),
    );
  });

  it('fits a narrow terminal', () => {
    const source = `${'\n'.repeat(5)}  needs: ['dockerRegistry', 'gitlabConnection', 'slackConnection', 'npmRegistry'],\n`;
    const found = diagnostic('PB301', 'No `slackConnection` reaches project `Payments`.', {
      span: span(6, 49, 66),
      label: 'no `slackConnection` reaches project `Payments`',
      notes: ['`Payments` gets: `github` (from `_Root`), `registry` (own).'],
      hint: 'Declare a `slackConnection` in `Payments` or in `_Root`, its parent.',
    });
    const context = quoting({ sourceOf: () => source, plainSecrets: [], openTexts: [] });
    const lines = diagnosticsText([found], context, styleFor(false), 60).split('\n');
    expect(lines).toEqual([
      'error[PB301]: needed connection is not available',
      '  --> payments.ts:6:49',
      '   |',
      " 6 | …abConnection', 'slackConnection', 'npmRegistry'],",
      '   |                 ^^^^^^^^^^^^^^^^^',
      '   |         no `slackConnection` reaches project `Payments`',
      '   |',
      '   = `Payments` gets: `github` (from `_Root`), `registry`',
      '     (own).',
      '   = hint: Declare a `slackConnection` in `Payments` or in',
      '     `_Root`, its parent.',
      '',
      '1 error.',
      '',
    ]);
    expect(lines.filter((line) => line.length > 60)).toEqual([]);
  });

  it('shows the second place too', () => {
    const found = diagnostic('PB302', 'Project `A` is declared twice.', {
      span: span(2, 1, 13),
      label: 'declared again here',
      related: [{ span: span(1, 1, 13), label: 'first declared here' }],
    });
    expect(text("project('A')\nproject('A')\n", [], found)).toBe(
      [
        'error[PB302]: project declared twice',
        '  --> payments.ts:2:1',
        '   |',
        " 2 | project('A')",
        '   | ^^^^^^^^^^^^ declared again here',
        '   |',
        '  ::: payments.ts:1:1',
        '   |',
        " 1 | project('A')",
        '   | ^^^^^^^^^^^^ first declared here',
        '   |',
        '   = Project `A` is declared twice.',
        '',
        '1 error.',
        '',
      ].join('\n'),
    );
  });

  it('needs no source', () => {
    expect(text('', [], diagnostic('PB410', 'No server is given.', { hint: 'Give `--server`.' }))).toBe(
      [
        'error[PB410]: no live state to compare with',
        '   = No server is given.',
        '   = hint: Give `--server`.',
        '',
        '1 error.',
        '',
      ].join('\n'),
    );
  });

  it('cuts a line of ten thousand characters to the part that it is about', () => {
    const source = `${'a'.repeat(5000)}WRONG${'b'.repeat(5000)}`;
    const shown = text(source, [], diagnostic('PB203', 'Wrong.', { span: span(1, 5001, 5006), label: 'here' }));
    const [, , , line, underline] = shown.split('\n');
    expect(line).toBe(` 1 | …${'a'.repeat(40)}WRONG${'b'.repeat(95)}…`);
    expect(underline).toBe(`   | ${' '.repeat(41)}^^^^^ here`);
  });

  it('obeys no control character of the source or of a value', () => {
    const shown = text('\u001b[2Jclear\u202e', [], diagnostic('PB203', 'Bad \u0007 value.', { span: span(1, 1, 3) }));
    expect(shown).toContain('\\u{001b}[2Jclear\\u{202e}');
    expect(shown).toContain('Bad \\u{0007} value.');
  });

  it('never quotes a secret that stands in the program', () => {
    const source = "  githubConnection({ displayName: 5, clientSecret: 'hunter2', other: `hunter3` })";
    const found = diagnostic('PB203', 'Wrong: hunter3.', { span: span(1, 35, 36), label: 'expected text' });
    expect(text(source, ['hunter3'], found)).toBe(
      [
        'error[PB203]: wrong value',
        '  --> payments.ts:1:35',
        '   |',
        " 1 |   githubConnection({ displayName: 5, clientSecret: '(sensitive value)', other: `(sensitive value)` })",
        '   |                                   ^ expected text',
        '   |',
        '   = Wrong: (sensitive value).',
        '',
        '1 error.',
        '',
      ].join('\n'),
    );
    expect(diagnosticsJson([found], maskSecrets(['hunter3']))).not.toMatch(/hunter/);
  });

  it('has the outline of Terraform’s in JSON', () => {
    const found = diagnostic('PB301', 'No.', { span: span(6, 11, 28), label: 'no', hint: 'Yes.' });
    expect(JSON.parse(diagnosticsJson([found], (part) => part))).toEqual({
      format_version: '1.0',
      valid: false,
      error_count: 1,
      warning_count: 0,
      diagnostics: [
        {
          severity: 'error',
          code: 'PB301',
          summary: 'needed connection is not available',
          detail: 'No.',
          range: { filename: 'payments.ts', start: { line: 6, column: 11 }, end: { line: 6, column: 28 } },
          label: 'no',
          hint: 'Yes.',
        },
      ],
    });
  });
});
