import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentLines, quotedName } from '../../compiler/decompile/print/comment-lines.ts';
import { block, call, list, object, string, word } from '../../compiler/decompile/print/expression.ts';
import { print, printEntry, propertyName } from '../../compiler/decompile/print/print.ts';
import { stringLiteral } from '../../compiler/decompile/print/string-literal.ts';
import { anyText } from '../any-text.ts';
import { hostileTexts } from './live-arbitraries.ts';

const printable = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;
const texts = fc.oneof(fc.constantFrom(...hostileTexts), anyText(), fc.string());

describe('a string literal', () => {
  it('means the text that it was made from, and shows every character of it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const literal = stringLiteral(text);
        expect(runInNewContext(literal)).toBe(text);
        expect(literal).toMatch(printable);
      }),
    );
  });

  it.each([
    ["it's", `"it's"`],
    [`'a' "b"`, `'\\'a\\' "b"'`],
    ['`${x}`', "'`${x}`'"],
    ['a\nb\r\tc\u2028', String.raw`'a\nb\r\tc\u2028'`],
    ['\u202eevil', String.raw`'\u202eevil'`],
    ['\\u0041', String.raw`'\\u0041'`],
  ])('%j is written %s', (text, literal) => {
    expect(stringLiteral(text)).toBe(literal);
  });
});

describe('the name of a property', () => {
  it('stays a property of its own, whatever it is', () => {
    fc.assert(
      fc.property(texts, (name) => {
        const made: object = runInNewContext(`({ ${propertyName(name)}: 1 })`);
        expect(Object.getOwnPropertyNames(made)).toEqual([name]);
      }),
    );
  });
});

describe('a comment', () => {
  it('cannot be left by what stands in it, nor tell a tool anything', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1 }), (names) => {
        const lines = commentLines(`${names.map(quotedName).join(', ')}: stays.`, 80);
        for (const line of lines) {
          expect(line).toMatch(printable);
          expect(line).toMatch(/^\/\/ ([`]|and |, |stays)/);
        }
      }),
    );
  });
});

describe('an expression', () => {
  const at = { indent: 2, column: 10 };

  it('stays on one line where it fits', () => {
    const option = call(
      'accessKey',
      object([
        { name: 'id', value: string('x') },
        { name: 'on', value: word('true') },
      ]),
    );
    expect(print(option, at)).toBe("accessKey({ id: 'x', on: true })");
    expect(print(list([word('a'), word('b')]), at)).toBe('[a, b]');
    expect(print(call('accessKeys'), at)).toBe('accessKeys()');
  });

  it('gets a line for each of its parts where it does not', () => {
    const long = string('x'.repeat(90));
    expect(print(call('accessKey', object([{ name: 'longer', value: long }])), { indent: 2, column: 30 })).toBe(
      `accessKey({\n    longer: ${long.is === 'string' ? long.text : ''},\n  })`,
    );
    expect(print(list([long, word('b')]), { indent: 0, column: 40 })).toBe(`[\n  '${'x'.repeat(90)}',\n  b,\n]`);
    expect(print(call('existing', long), { indent: 0, column: 40 })).toBe(`existing(\n  '${'x'.repeat(90)}',\n)`);
  });

  it('starts on a line of its own where it is a long text under a long name', () => {
    const value = string('x'.repeat(115));
    expect(printEntry({ name: 'displayName', value }, 2)).toBe(`  displayName:\n    '${'x'.repeat(115)}',`);
    expect(printEntry({ name: 'name', value }, 2)).toBe(`  name: '${'x'.repeat(115)}',`);
  });

  it('has its comments above it', () => {
    const entry = { name: 'a', value: block([{ name: 'b', value: word('c') }]), comments: ['One.', 'Two.'] };
    expect(printEntry(entry, 2)).toBe('  // One.\n  // Two.\n  a: {\n    b: c,\n  },');
  });
});
