import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { engineWithGlobals, literal, nodeValueOf } from './engine-with-globals.ts';

const inZone = (zone: string): void => void vi.stubEnv('TZ', zone);
afterEach(() => void vi.unstubAllEnvs());

const { evaluate } = await engineWithGlobals();
const everyField = `(date) => {
  const names = ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
  return [date.getTime(), date.getYear(), date.getTimezoneOffset(),
    ...names.map((name) => date['get' + name]()), ...names.map((name) => date['getUTC' + name]()),
    String(date), date.toDateString(), date.toTimeString(), date.toUTCString(), date.toJSON(), date + 1, date - 1];
}`;

/** Compares with what Node.js says in UTC. */
function sameInUtc(expression: string): void {
  inZone('UTC');
  const expected = nodeValueOf(expression);
  // The engine's own dates would show wherever they are asked.
  inZone('America/St_Johns');
  expect(new Date(0).getTimezoneOffset()).not.toBe(0);
  expect(evaluate(expression), expression).toEqual(expected);
}

const times = fc.oneof(
  fc.integer({ min: -8.64e15, max: 8.64e15 }),
  fc.integer({ min: -7e13, max: 7e13 }),
  fc.constantFrom(0, -1, 8.64e15, -8.64e15, 8.64e15 + 1, Number.NaN, -62_198_755_200_000),
);
/** Far from where there are no more dates: beyond that, the engine gives up earlier on the way to a date. */
const usualTimes = fc.oneof(
  fc.integer({ min: -8e15, max: 8e15 }),
  fc.integer({ min: -7e13, max: 7e13 }),
  fc.constant(Number.NaN),
);
const number = (value: number): string => (Number.isNaN(value) ? 'NaN' : String(value));

describe('Date in a program', () => {
  it('counts as Node.js does in UTC', () => {
    fc.assert(fc.property(times, (time) => sameInUtc(`(${everyField})(new Date(${number(time)}))`)));
    const parts = fc.array(fc.integer({ min: -70, max: 3000 }), { minLength: 2, maxLength: 7 });
    fc.assert(fc.property(parts, (given) => sameInUtc(`(${everyField})(new Date(${given.join()}))`)));
  });

  it('is set as in Node.js in UTC', () => {
    const setters = [
      'FullYear',
      'Month',
      'Date',
      'Hours',
      'Minutes',
      'Seconds',
      'Milliseconds',
      'UTCMonth',
      'UTCHours',
    ];
    const setter = fc.constantFrom(...setters.map((name) => `set${name}`), 'setYear', 'setTime');
    const given = fc.array(fc.integer({ min: -200, max: 3000 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(usualTimes, setter, given, (time, set, values) =>
        sameInUtc(
          `(() => { const date = new Date(${number(time)}); const answer = date.${set}(${values.join()}); return [answer, (${everyField})(date)]; })()`,
        ),
      ),
    );
  });

  it.each([
    'new Date("2026-11-30", 1)',
    'new Date(null)',
    'new Date(undefined)',
    'new Date(true)',
    'new Date([2020, 3])',
    'new Date({ valueOf: () => 5 })',
    'new Date({ toString: () => "2020-01-01 10:00", valueOf: () => ({}) })',
    'new Date({ [Symbol.toPrimitive]: (hint) => (hint === "default" ? 7 : 8) })',
    'new Date(Object.assign(() => 1, { toString: () => "Jan 1 2020 10:00" }))',
    'new Date(new Date(12345))',
    'new (class extends Date { twice() { return this * 2; } })(2020, 1)',
    'Reflect.construct(Date, [2020, 1, 1, 12])',
    'new (Date.bind(null, 2020, 1, 1, 12))()',
    'new Date(Date.UTC(99, 1))',
    'new Date(99, 1)',
    'new Date("x")',
  ])('is made as in Node.js in UTC: %s', (expression) => {
    sameInUtc(`(${everyField})(${expression})`);
  });

  it.each([
    '[Date.name, Date.length, typeof Date, new Date(0).constructor === Date, new Date(0) instanceof Date]',
    '[Object.keys(Date), Object.prototype.toString.call(new Date(0)), Object.getPrototypeOf(Date) === Function.prototype]',
    '[new (class Day extends Date {})(5).constructor.name, JSON.stringify({ at: new Date(5) })]',
    '[structuredClone(new Date(5)).getTime(), new Date(NaN).toJSON()]',
    '[Date.parse("2020-01-01T00:00:00Z"), isNaN(Date.parse()), isNaN(Date.parse(null))]',
  ])('looks as it does in Node.js: %s', (expression) => {
    sameInUtc(expression);
  });

  it.each([
    'Date.prototype.getTime.call({})',
    'Date.prototype.toString.call({})',
    'Date.prototype.getYear.call(1)',
    'Date.prototype.getHours.call({})',
    'new Date(Symbol.iterator)',
    'new Date(1n)',
    'Date.parse(Symbol.iterator)',
    'new Date({ [Symbol.toPrimitive]: () => ({ toString: () => "Jan 1 2020" }) })',
  ])('throws a TypeError as in Node.js: %s', (expression) => {
    expect(() => nodeValueOf(expression)).toThrow(TypeError);
    expect(evaluate(expression)).toMatch(/^TypeError: /);
  });
});

const two = fc.integer({ min: 0, max: 62 }).map((value) => String(value).padStart(2, '0'));
const year = fc.oneof(
  fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(4, '0')),
  fc.constantFrom('+002020', '-000001', '-000000', '+123456', '20', '99', '-271821', '+275760'),
);
const zone = fc.constantFrom(
  ...['', 'Z', 'z', '+01:00', '-0330', '+05', ' UTC', ' GMT+2', ' EST', ' (Zürich)', ' PDT', '+24:00'],
);
const clock = fc
  .tuple(two, two, two, fc.constantFrom('', '.1', '.123', '.9876543210', '.', ':5'))
  .chain(([hours, minutes, seconds, rest]) =>
    fc.constantFrom(`${hours}:${minutes}`, `${hours}:${minutes}:${seconds}${rest}`, '24:00', '24:00:00', '23:59:60'),
  );
const isoForms = fc
  .tuple(year, two, two, clock, zone, fc.constantFrom('T', 't', ' ', ''))
  .chain(([y, m, d, at, z, between]) =>
    fc.constantFrom(y, `${y}-${m}`, `${y}-${m}-${d}`, `${y}-${m}-${d}${between}${at}${z}`, `${y}${between}${at}${z}`),
  );
const month = fc.constantFrom('Jan', 'February', 'MAR', 'sept', 'Mayhem', 'Dezember', 'dec.');
const looseForms = fc
  .tuple(
    month,
    two,
    year,
    clock,
    zone,
    fc.constantFrom('', 'Mon, ', 'Tuesday ', 'on '),
    fc.constantFrom('', ' am', ' PM'),
  )
  .chain(([m, d, y, at, z, before, half]) =>
    fc.constantFrom(
      ...[`${before}${d} ${m} ${y} ${at}${half}${z}`, `${before}${m} ${d}, ${y}`, `${m} ${d}`, `${d}/${d}/${y}`],
      ...[
        `${y}/${d}/${d} ${at}${z}`,
        `${d}-${m}-${y}`,
        `${m} ${d} ${y} ${at} ${half}`,
        `${m} ${y}`,
        `${at} ${d} ${m} ${y}`,
      ],
    ),
  );
const noise = fc.string({ unit: fc.constantFrom(...'019:-+.,/() TZaAJanUTCpm\u00e9') });

describe('a date in words', () => {
  it.each([
    ['as ISO 8601', isoForms],
    ['as people write it', looseForms],
    ['or anything else', noise],
  ])('is read as Node.js reads it in UTC: %s', (_, forms) => {
    const given = fc.array(forms, { minLength: 10, maxLength: 30 });
    const read = (all: readonly string[]): string =>
      `${literal(all)}.map((one) => [one, Date.parse(one), +new Date(one)])`;
    fc.assert(fc.property(given, (all) => sameInUtc(read(all))));
  });

  it('is read as it is written', () => {
    const written =
      '(date) => [String(date), date.toUTCString(), date.toISOString()].map((one) => new Date(one) - date)';
    const moments = fc.integer({ min: Date.UTC(0), max: Date.UTC(9999) }).map((time) => time - (time % 1000));
    fc.assert(
      fc.property(moments, (time) => {
        expect(evaluate(`(${written})(new Date(${time}))`)).toEqual([0, 0, 0]);
      }),
    );
  });
});
