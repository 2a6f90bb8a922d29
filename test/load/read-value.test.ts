import { describe, expect, it } from 'vitest';
import { mostValues, readValue, TooMany } from '../../compiler/load/declared/read-value.ts';
import { engineText } from './engine-text.ts';

const read = (expression: string): unknown => readValue(engineText(expression) ?? '');

describe('What the engine writes down', () => {
  it.each([
    ...['null', 'true', 'false', '0', '-1', '1073741824', '-2147483648', '4294967296', '-0.5', '1e300', "''"],
    ...["'abc'", "'é ÿ'", "'日本 😀'", "'\\ud800'", "'\\u0000'", "'x'.repeat(1e5)", "'日'.repeat(1e5)"],
    ...['[]', '[[1], [[]], {}]', '{}', "{ a: { b: 'c' }, '': 1, 'é': 2, '日': 3 }", '{ 5: 1, 0: 2 }'],
    ...['JSON.parse(\'{"__proto__":{"a":1},"constructor":2}\')', "Array.from({ length: 1000 }, (_, i) => ['k' + i])"],
    ...["Object.fromEntries(Array.from({ length: 1000 }, (_, i) => ['k' + i, i]))"],
  ])('is read as it was: %s', (expression) => {
    const value: unknown = new Function(`return (${expression})`)();
    expect(read(expression)).toStrictEqual(value);
    expect(JSON.stringify(read(expression))).toBe(JSON.stringify(value));
  });

  it('has marks for what JSON would change, and nothing for what is undefined', () => {
    expect(read('{ a: NaN, b: -Infinity, c: 10n ** 30n, d: undefined, e: [undefined, , 1] }')).toEqual({
      a: { $unsupported: 'NaN' },
      b: { $unsupported: '-Infinity' },
      c: { $unsupported: 'bigint' },
      e: [{ $unsupported: 'undefined' }, { $unsupported: 'undefined' }, 1],
    });
  });

  it.each(['() => 1', "Symbol('x')", 'new Map()', '/x/', 'new Proxy({}, {})', '{ get a() { return 1; } }'])(
    'is nothing where a value holds %s',
    (expression) =>
      expect([engineText(expression), engineText(`[{ a: ${expression} }]`)]).toEqual([undefined, undefined]),
  );

  it('runs no code of the program', () => {
    expect(read('(() => { Object.prototype.toJSON = () => 1; return { toString: 1 }; })()')).toEqual({ toString: 1 });
  });

  it('has an object once, wherever it stands', () => {
    const [one, other, [within]] = read('(() => { const a = {}; return [a, a, [a]]; })()') as readonly [
      object,
      object,
      readonly object[],
    ];
    expect([one === other, one === within]).toEqual([true, true]);
    const circle = read('(() => { const a = {}; a.a = [a]; return a; })()') as { readonly a: readonly unknown[] };
    expect(circle.a[0]).toBe(circle);
  });

  it('is read to any depth', () => {
    const deep = `${'\u0009\u0001'.repeat(1_000_000)}\u0009\u0000`;
    expect(Array.isArray(readValue(`\u0005\u0000${deep}`))).toBe(true);
  });

  it('is read up to a number of values', () => {
    const listOf = (count: number): string => {
      const groups = [0, 7, 14, 21].map((shift) =>
        String.fromCharCode(((count >> shift) & 127) | (shift < 21 ? 128 : 0)),
      );
      return `\u0005\u0000\u0009${groups.join('')}${'\u0001'.repeat(count)}`;
    };
    expect(() => readValue(listOf(mostValues))).toThrow(TooMany);
    expect(readValue(listOf(mostValues - 1))).toHaveLength(mostValues - 1);
  });

  it.each([
    ...[
      '',
      '\u0005',
      '\u0006\u0000\u0001',
      '\u0005\u0000',
      '\u0005\u0000\u0063',
      '\u0005\u0000\u0007\u00ff\u00ff\u0001',
    ],
    ...[
      '\u0005\u0000\u0009\u0004\u0001',
      '\u0005\u0000\u0008\u0002\u0002\u0001',
      '\u0005\u00ff\u00ff\u00ff\u00ff\u000f\u0001',
    ],
    ...['\u0005\u0000\u0005\u00ff\u00ff\u00ff\u00ff\u00ff\u0001', '\u0005\u0000\u0006\u0000', '{"declared":{}}'],
  ])('is refused where it is something else: %j', (text) => {
    expect(() => readValue(text)).toThrow(SyntaxError);
  });
});
