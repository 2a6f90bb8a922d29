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
