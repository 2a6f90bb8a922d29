/**
 * Runs in the engine before all else: an expression that is a function of the host's. Names that packages merely mention
 * exist. To ask them for what a program does not have (the time, chance, its environment, a network, the ways of a
 * language) is an error, save that a package that asks for the time or for chance while it is loaded gets the same answer
 * each time. It holds on to what it uses of the language, as programs can replace that.
 */
export const alwaysCode: string = String.raw`(log, asked, piece) => {
const { apply, construct, ownKeys } = Reflect;
const { defineProperty } = Object;
const { stringify } = JSON;
const text = String;
const global = globalThis;
const hidden = (target, name, value) => defineProperty(target, name, { value, writable: true, configurable: true });
let loading = 0;
defineProperty(global, '__plugboardLoading', {
  value: Object.freeze({ begin() { loading += 1; }, end() { if (loading > 0) loading -= 1; } }),
});
const refuse = (what, message) => {
  asked(what);
  const error = new ReferenceError(message);
  hidden(error, 'name', 'NotInPrograms');
  throw error;
};
const has = { time: 'the time', chance: 'chance', environment: 'its environment', network: 'the network', locale: 'the ways of a language' };
const refusing = (what, name, instead) => (...given) =>
  loading > 0 && instead !== undefined ? instead(...given) : refuse(what, name + ' asks for ' + has[what] + ', which a program does not have.');

const Native = Date;
const instant = 946684800000;
const now = (how) => refusing('time', how, () => instant)();
const zone = /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2}|\b[ECMP][SD]T)\b/i;
const iso = /^\s*[+-]?\d{4,6}(?:-\d\d){0,2}(?:T[\d:.,]+)?\s*$/;
const { test } = RegExp.prototype;
const parse = (value) => {
  const words = text(value);
  if (apply(test, iso, [words])) return Native.parse(apply(test, /T[\d:.,]+\s*$/, [words]) ? words + 'Z' : words);
  return Native.parse(apply(test, zone, [words]) ? words : words + ' UTC');
};
const { getTime } = Native.prototype;
function PlainDate(...given) {
  if (new.target === undefined) return new PlainDate(now('\x60Date()\x60')).toString();
  if (given.length === 0) return construct(Native, [now('\x60new Date()\x60')], new.target);
  if (given.length > 1) return construct(Native, [apply(Native.UTC, Native, given)], new.target);
  let [value] = given;
  if (typeof value === 'object' && value !== null) {
    try { return construct(Native, [apply(getTime, value, [])], new.target); } catch {}
    const primitive = value[Symbol.toPrimitive];
    value = primitive === undefined ? (typeof value.valueOf() === 'object' ? text(value) : value.valueOf()) : apply(primitive, value, ['default']);
  }
  return construct(Native, [typeof value === 'string' ? parse(value) : value], new.target);
}
const dates = Native.prototype;
hidden(PlainDate, 'name', 'Date');
defineProperty(PlainDate, 'length', { value: 7, configurable: true });
defineProperty(PlainDate, 'prototype', { value: dates, writable: false });
hidden(PlainDate, 'UTC', Native.UTC);
hidden(PlainDate, 'parse', parse);
hidden(PlainDate, 'now', () => now('\x60Date.now()\x60'));
hidden(dates, 'constructor', PlainDate);
for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
  hidden(dates, 'get' + part, dates['getUTC' + part]);
  if (part !== 'Day') hidden(dates, 'set' + part, dates['setUTC' + part]);
}
const { getUTCFullYear, setUTCFullYear, toUTCString } = dates;
const { slice } = String.prototype;
const words = (date, from, to) => apply(slice, apply(toUTCString, date, []), [from, to]);
const isInvalid = (date) => { const time = apply(getTime, date, []); return time !== time; };
const { exec } = RegExp.prototype;
const inParts = (date) => apply(exec, /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+)/, [apply(toUTCString, date, [])]);
const dateText = (date) => { const [, day, number, month, year] = inParts(date); return day + ' ' + month + ' ' + number + ' ' + year; };
const timeText = (date) => inParts(date)[5] + ' GMT+0000 (Coordinated Universal Time)';
hidden(dates, 'getYear', function getYear() { return apply(getUTCFullYear, this, []) - 1900; });
hidden(dates, 'setYear', function setYear(year) { return apply(setUTCFullYear, this, [year >= 0 && year <= 99 ? 1900 + +year : year]); });
hidden(dates, 'getTimezoneOffset', function getTimezoneOffset() { return isInvalid(this) ? NaN : 0; });
hidden(dates, 'toString', function toString() { return isInvalid(this) ? 'Invalid Date' : dateText(this) + ' ' + timeText(this); });
hidden(dates, 'toDateString', function toDateString() { return isInvalid(this) ? 'Invalid Date' : dateText(this); });
hidden(dates, 'toTimeString', function toTimeString() { return isInvalid(this) ? 'Invalid Date' : timeText(this); });
for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) hidden(dates, name, refusing('locale', '\x60' + name + '()\x60'));
hidden(Number.prototype, 'toLocaleString', refusing('locale', '\x60toLocaleString()\x60'));
hidden(BigInt.prototype, 'toLocaleString', refusing('locale', '\x60toLocaleString()\x60'));
hidden(global, 'Date', PlainDate);

let chance = 0;
const nextChance = () => { chance = (chance * 16807 + 12345) % 2147483647; return chance / 2147483647; };
hidden(Math, 'random', refusing('chance', '\x60Math.random()\x60', nextChance));
hidden(global, 'crypto', {
  getRandomValues: refusing('chance', '\x60crypto.getRandomValues()\x60', (values) => {
    for (let index = 0; index < values.length; index += 1) values[index] = Math.floor(nextChance() * 256);
    return values;
  }),
  randomUUID: refusing('chance', '\x60crypto.randomUUID()\x60', () => '00000000-0000-4000-8000-000000000000'),
});
const asksFor = (what, name, known, harmless) => new Proxy(known, {
  get(target, key) {
    if (key in target) return target[key];
    if (typeof key === 'symbol' || harmless.includes(key) || loading > 0) return undefined;
    return refuse(what, '\x60' + name + '.' + key + '\x60 asks for ' + has[what] + ', which a program does not have.');
  },
});
const usual = ['toJSON', 'then'];
hidden(global, 'process', asksFor('environment', 'process', {
  env: asksFor('environment', 'process.env', { NODE_ENV: 'production' }, usual),
}, [...usual, 'versions', 'release', 'type', 'browser', 'nextTick', 'emitWarning', 'binding', 'domain', 'pkg', 'noDeprecation']));
hidden(global, 'Intl', asksFor('locale', 'Intl', {}, usual));
hidden(global, 'performance', { now: refusing('time', '\x60performance.now()\x60', () => 0), timeOrigin: 0, mark() {}, measure() {} });
for (const name of ['setTimeout', 'setInterval', 'setImmediate']) hidden(global, name, refusing('time', '\x60' + name + '()\x60', () => 0));
for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) hidden(global, name, () => undefined);
for (const name of ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource']) {
  const refused = refusing('network', '\x60' + name + '\x60');
  hidden(global, name, function () { return refused(); });
}
const resolved = Promise.resolve();
const { then } = Promise.prototype;
hidden(global, 'queueMicrotask', (callback) => { apply(then, resolved, [() => callback()]); });
hidden(global, 'global', global);
hidden(global, 'self', global);

const shown = (value) => {
  if (typeof value === 'string') return value;
  try {
    if (value instanceof Error) return text(value);
    return stringify(value) ?? text(value);
  } catch { try { return text(value); } catch { return typeof value; } }
};
let lines = 0;
const write = (...values) => {
  if (lines === 1000) return;
  lines += 1;
  let line = '';
  for (let index = 0; index < values.length && line.length < 2000; index += 1) {
    line += (index === 0 ? '' : ' ') + apply(slice, shown(values[index]), [0, 2000]);
  }
  log(apply(slice, line, [0, 2000]));
};
hidden(global, 'console', { log: write, info: write, warn: write, error: write, debug: write, trace: write, assert() {}, group: write, groupEnd() {} });

for (const name of ['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'structuredClone', 'atob', 'btoa']) {
  const define = (value) => hidden(global, name, value);
  defineProperty(global, name, { configurable: true, get: () => { const value = piece(name); define(value); return value; }, set: define });
}
}`;
