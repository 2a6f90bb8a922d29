import { expect, it } from 'vitest';
import { engineWithGlobals } from './engine-with-globals.ts';

it('console hands its lines to the host, whatever is written', async () => {
  const { evaluate, lines } = await engineWithGlobals();
  evaluate(`[
    console.log('a', 1, undefined, null, { b: [2] }), console.warn(new TypeError('no')), console.error(Symbol('s'), 5n),
    console.info((() => { const own = {}; own.own = own; return own; })()), console.debug(Object.create(null)),
    console.assert(true, 'holds'), console.assert(false), console.assert(0, 'fails', 1), console.log(),
    console.log({ toJSON() { throw 1; }, toString() { throw 2; } }), console.group('g'), console.groupEnd(),
  ]`);
  expect(lines).toEqual([
    ...['a 1 undefined null {"b":[2]}', 'TypeError: no', 'Symbol(s) 5', '[object Object]', '{}'],
    ...['Assertion failed', 'fails 1', '', 'object', 'g'],
  ]);
});

it('console writes a thousand lines of two thousand characters, and no more', async () => {
  const { evaluate, lines } = await engineWithGlobals();
  evaluate("(() => { for (let i = 0; i < 5000; i += 1) console.log('x'.repeat(1e4), 'y'); })()");
  expect(lines).toEqual(Array.from({ length: 1000 }, () => 'x'.repeat(2000)));
});

it('console hands over nothing long where a program replaced what cuts it', async () => {
  const { evaluate, lines } = await engineWithGlobals();
  evaluate('String.prototype.slice = function () { return this.repeat(1000); }');
  evaluate("console.log('x'.repeat(3000))");
  expect(lines.map((line) => line.length)).toEqual([2000]);
});

it('console hands over what stands behind a zero, and no more for halves of characters', async () => {
  const { evaluate, lines } = await engineWithGlobals();
  evaluate("[console.log('a\\0b\\ud800c\\u{1f600}'), console.log('\\ud800'.repeat(3000))]");
  expect(lines).toEqual(['a\ufffdb\ufffdc\u{1f600}', '\ufffd'.repeat(2000)]);
  evaluate("(String.prototype.replace = function () { return String(this); }, console.log('\\ud800'.repeat(3000)))");
  expect(lines.map((line) => line.length)).toEqual([7, 2000, 2000]);
});

it('console counts', async () => {
  const { evaluate, lines } = await engineWithGlobals();
  evaluate("[console.count(), console.count('a'), console.count(), console.countReset(), console.count()]");
  expect(lines).toEqual(['default: 1', 'a: 1', 'default: 2', 'default: 1']);
});
