/** Laws of all forms together: what changes is to be seen, nothing is hidden, and nothing is longer than its reader takes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import { formNames, forms, isFormName } from '../../../compiler/render/forms/forms.ts';
import type { FormName, Report } from '../../../compiler/render/forms/report.ts';
import { isWrittenByUs } from '../../../compiler/render/forms/written-by-us.ts';
import { connection, plan, reportOf, settings } from './reports.ts';

const names: readonly FormName[] = formNames.filter(isFormName);
/** Forms that hold the values; the others have numbers, or messages beside the source. */
const withValues: readonly FormName[] = ['text', 'json', 'markdown', 'html', 'teamcity', 'junit'];

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 5 }),
  fc.constantFrom(
    'x'.repeat(150),
    '\n',
    '\r\n',
    '```\n',
    '</details>',
    '-->',
    '@everyone',
    '\u202e',
    '\u00ad',
    '\u3164',
    '\u{e0041}',
    '\u001b[2J',
    '##teamcity[x]',
    '\n::error::x',
    '\\u{00ad}',
  ),
);
const anyText = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

const hiding = /(?!\n)\p{Cc}|\p{Cf}|\p{Co}|\p{Default_Ignorable_Code_Point}|\u2800/u;

function planned(before: string, after: string, name: string): Report {
  const properties = [{ property: 'url', featureProperty: 'repositoryUrl', before, after, sensitive: false }];
  const changes = [connection('update', 'Payments/mirror', { displayName: name, properties })];
  const diagnostics = [diagnostic('PB309', `\`${name}\` ${after}`, { notes: [before], hint: name })];
  return reportOf({
    planned: { plan: { ...plan, changes, audiences: [] }, diagnostics },
    origin: { manifestFingerprint: '', options: {} },
    diagnostics,
  });
}

const wordsIn = (text: string): readonly string[] => text.match(/(?:lorem )+|(?:\\+u\{?202e\}?)+/g) ?? [];
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

describe.each(names)('%s', (name) => {
  it('hides no character, and says of itself what wrote it', async () => {
    const form = await forms[name]();
    fc.assert(
      fc.property(anyText, anyText, anyText, (before, after, displayName) => {
        const text = form(planned(before, after, displayName), settings);
        expect(hiding.exec(text)).toBeNull();
        expect(isWrittenByUs(name, text)).toBe(true);
      }),
    );
  });

  it('has no message over 2,000 characters', async () => {
    const form = await forms[name]();
    const long = 'lorem '.repeat(20_000);
    const notes = Array.from({ length: 30 }, () => long);
    const diagnostics = [diagnostic('PB309', `${long}\u202e`.repeat(2), { notes, hint: '\u202e'.repeat(5_000) })];
    const text = form(reportOf({ diagnostics }), settings);
    for (const one of name === 'json' ? textsIn(JSON.parse(text)) : wordsIn(text))
      expect(one.length).toBeLessThanOrEqual(2_000);
  });
});

it.each(withValues)('%s shows that a value becomes another one, wherever they differ', async (name) => {
  const form = await forms[name]();
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      if (one === other) return;
      expect(form(planned(one, other, 'x'), settings)).not.toBe(form(planned(one, one, 'x'), settings));
      expect(form(planned(one, other, 'x'), settings)).not.toBe(form(planned(other, one, 'x'), settings));
    }),
  );
});
