import { describe, expect, it } from 'vitest';
import { engineWithGlobals, nodeValueOf } from './engine-with-globals.ts';

const doesNotHave = (name: string, what: string): string =>
  `NotInPrograms: \`${name}\` asks for ${what}, which a program does not have.`;

describe('a program that asks for what it does not have', () => {
  it.each([
    ['new Date()', 'new Date()', 'time', 'the time'],
    ['Date()', 'Date()', 'time', 'the time'],
    ['Date.now()', 'Date.now()', 'time', 'the time'],
    ['new Date(...[])', 'new Date()', 'time', 'the time'],
    ['new (Date.bind())()', 'new Date()', 'time', 'the time'],
    ['new (new Date(0).constructor)()', 'new Date()', 'time', 'the time'],
    ['new (class extends Date {})()', 'new Date()', 'time', 'the time'],
    ['Reflect.construct(Date, [])', 'new Date()', 'time', 'the time'],
    ['Reflect.construct(Object.getPrototypeOf(class extends Date {}), [], Array)', 'new Date()', 'time', 'the time'],
    ['new (new Proxy(Date, {}))()', 'new Date()', 'time', 'the time'],
    ['Date.apply(new Date(0))', 'Date()', 'time', 'the time'],
    ['performance.now()', 'performance.now()', 'time', 'the time'],
    ['process.hrtime()', 'process.hrtime()', 'time', 'the time'],
    ['process.hrtime.bigint()', 'process.hrtime.bigint()', 'time', 'the time'],
    ['setTimeout(() => 1, 1)', 'setTimeout()', 'time', 'the time'],
    ['setInterval(() => 1, 1)', 'setInterval()', 'time', 'the time'],
    ['setImmediate(() => 1)', 'setImmediate()', 'time', 'the time'],
    ['Math.random()', 'Math.random()', 'chance', 'chance'],
    ['crypto.randomUUID()', 'crypto.randomUUID()', 'chance', 'chance'],
    ['crypto.getRandomValues(new Uint8Array(1))', 'crypto.getRandomValues()', 'chance', 'chance'],
    ['process.env.HOME', 'process.env.HOME', 'environment', 'its environment'],
    ['process.argv', 'process.argv', 'environment', 'its environment'],
    ['process.version', 'process.version', 'environment', 'its environment'],
    ['process.platform', 'process.platform', 'environment', 'its environment'],
    ['process.cwd()', 'process.cwd()', 'environment', 'its environment'],
    ["fetch('https://example.com')", 'fetch', 'network', 'the network'],
    ["new WebSocket('wss://example.com')", 'WebSocket', 'network', 'the network'],
    ['new XMLHttpRequest()', 'XMLHttpRequest', 'network', 'the network'],
    ["new Intl.NumberFormat('de')", 'Intl.NumberFormat', 'locale', 'the ways of a language'],
    ['Intl.DateTimeFormat().resolvedOptions().timeZone', 'Intl.DateTimeFormat', 'locale', 'the ways of a language'],
    ['Intl.Unknown', 'Intl.Unknown', 'locale', 'the ways of a language'],
    ['(1234.5).toLocaleString()', 'toLocaleString()', 'locale', 'the ways of a language'],
    ['[1].toLocaleString()', 'toLocaleString()', 'locale', 'the ways of a language'],
    ['1n.toLocaleString()', 'toLocaleString()', 'locale', 'the ways of a language'],
    ['new Date(0).toLocaleDateString()', 'toLocaleDateString()', 'locale', 'the ways of a language'],
    ["console.time('a')", 'console.time()', 'time', 'the time'],
    ["console.timeEnd('a')", 'console.timeEnd()', 'time', 'the time'],
    ["'i'.toLocaleUpperCase('tr')", 'toLocaleUpperCase()', 'locale', 'the ways of a language'],
    ["'I'.toLocaleLowerCase(['az-Latn'])", 'toLocaleLowerCase()', 'locale', 'the ways of a language'],
    ["'a'.localeCompare('b', 'sv')", 'localeCompare()', 'locale', 'the ways of a language'],
    ["'a'.localeCompare('b', undefined, { numeric: true })", 'localeCompare()', 'locale', 'the ways of a language'],
  ])('is refused, and its host knows: %s', async (expression, name, what, words) => {
    const { evaluate, asked } = await engineWithGlobals();
    expect(evaluate(expression)).toBe(doesNotHave(name, words));
    expect(asked).toEqual([what]);
  });

  it('can catch that, and its host knows all the same', async () => {
    const { evaluate, asked } = await engineWithGlobals();
    expect(evaluate('(() => { try { return Date.now(); } catch { return 1; } })()')).toBe(1);
    expect(asked).toEqual(['time']);
  });

  it.each([
    'Object.defineProperty(Object.prototype, "get", { value: () => 1 })',
    'Object.defineProperty(Object.prototype, "name", { set() {} })',
    'globalThis.Error = globalThis.TypeError = class {}',
    'globalThis.Reflect = globalThis.Object = undefined',
    'Reflect.apply = Reflect.construct = () => 1',
    'Object.defineProperty = () => 1',
    'Function.prototype.call = Function.prototype.apply = () => 1',
    'Array.prototype[Symbol.iterator] = function* () {}',
    'String.prototype.slice = String.prototype.padStart = () => "mine"',
    'JSON.stringify = JSON.parse = () => "mine"',
    'Date.prototype.getTime = Date.prototype.valueOf = () => 1',
  ])('is refused whatever it has replaced: %s', async (replacement) => {
    const { evaluate, asked, lines } = await engineWithGlobals();
    evaluate(replacement);
    expect(evaluate('[new Date(2020, 1).toISOString(), Math.max(1, 2)]')).toEqual(['2020-02-01T00:00:00.000Z', 2]);
    for (const [expression, name] of [
      ['Date.now()', 'Date.now()'],
      ['new Date()', 'new Date()'],
      ['Date()', 'Date()'],
    ] as const) {
      expect(evaluate(expression)).toBe(doesNotHave(name, 'the time'));
    }
    expect(evaluate('Math.random()')).toBe(doesNotHave('Math.random()', 'chance'));
    expect(asked).toEqual(['time', 'time', 'time', 'chance']);
    evaluate('console.log("a", { b: 1 })');
    expect(lines).toEqual(['a {"b":1}']);
  });

  it('gets no hold of what could tell it, whatever it listens to', async () => {
    const { evaluate, asked } = await engineWithGlobals();
    // All that the code of these names might call by name hands on each function that it is given.
    const told = `(() => {
      const { apply, construct } = Reflect;
      const { isArray } = Array;
      const seen = new Set();
      const add = Set.prototype.add;
      const note = (value) => { if (typeof value === 'function') apply(add, seen, [value]); };
      const listen = (object) => {
        for (const name of Object.getOwnPropertyNames(object)) {
          const { value: real, writable } = Object.getOwnPropertyDescriptor(object, name);
          if (typeof real !== 'function' || !writable || name === 'constructor') continue;
          object[name] = function (...given) {
            note(this);
            for (let index = 0; index < given.length; index += 1) note(given[index]);
            return new.target ? construct(real, given, new.target) : apply(real, this, given);
          };
        }
      };
      const objects = [Date.prototype, Function.prototype, String.prototype, Number.prototype, Array.prototype, RegExp.prototype];
      for (const object of [...objects, Object, Number, Math, JSON, Reflect]) listen(object);
      const uses = [() => new Date(2020, 1), () => String(new Date(0)), () => new Date('Jan 1 2020'), () => new Date(new Date(5)),
        () => Date(), () => new Date(), () => Date.now(), () => new Date({}), () => console.log(new Date(0)), () => structuredClone(new Date(0))];
      let clocks = 0;
      for (const use of uses) try { use(); } catch {}
      const all = [];
      seen.forEach((one) => { all[all.length] = one; });
      for (const one of all) {
        try { if (construct(one, []) instanceof Date) clocks += 1; } catch {}
        try { if (typeof one() === 'number' && one() > 1e12) clocks += 1; } catch {}
      }
      return [clocks, all.length > 5];
    })()`;
    expect(evaluate(told)).toEqual([0, true]);
    expect(asked.slice(0, 3)).toEqual(['time', 'time', 'time']);
  });
});

describe('names that a program merely mentions', () => {
  it.each([
    ['typeof process', 'object'],
    ['process.env.NODE_ENV', 'production'],
    ["['env' in process, 'DEBUG' in process.env, 'browser' in process]", [true, false, false]],
    ['Object.keys(process.env)', ['NODE_ENV']],
    ['JSON.stringify(process.env)', '{"NODE_ENV":"production"}'],
    ['[process.versions.node, process.browser, process.type]', [null, null, null]],
    ['({ ...process.env }).NODE_ENV', 'production'],
    ['(process.env.NAME = "mine", process.env.NAME)', 'mine'],
    [
      '[typeof setTimeout, typeof setInterval, typeof setImmediate, typeof clearTimeout, typeof queueMicrotask]',
      Array.from({ length: 5 }, () => 'function'),
    ],
    ['clearTimeout(clearInterval(clearImmediate()))', undefined],
    ['[typeof fetch, typeof XMLHttpRequest, typeof WebSocket]', ['function', 'function', 'function']],
    [
      '[typeof crypto.getRandomValues, typeof crypto.subtle, typeof performance.now]',
      ['function', 'undefined', 'function'],
    ],
    ['[typeof Intl, typeof Intl.Segmenter]', ['object', 'function']],
    ['[typeof window, typeof document, typeof navigator, typeof Buffer]', Array.from({ length: 4 }, () => 'undefined')],
    ['[global === globalThis, self === globalThis]', [true, true]],
    ['Object.keys(globalThis)', []],
    ['(globalThis.fetch = () => 1, fetch())', 1],
    ['(globalThis.URL = class Mine {}, URL.name)', 'Mine'],
    ['[typeof Date.now, typeof Math.random]', ['function', 'function']],
  ])('are there: %s', async (expression, value) => {
    const { evaluate, asked } = await engineWithGlobals();
    expect(evaluate(expression)).toEqual(value);
    expect(asked).toEqual([]);
  });

  it('make letters large and small as most languages do', async () => {
    const { evaluate, asked } = await engineWithGlobals();
    const expression =
      "[undefined, 'en-US', 'de', 'trv', ['fr', 'tr']].map((one) => ['\u00e4i\u00df'.toLocaleUpperCase(one), 'I\u00c4'.toLocaleLowerCase(one)])";
    expect(evaluate(expression)).toEqual(nodeValueOf(expression));
    expect(evaluate("''.toLocaleUpperCase.call(null)")).toMatch(/^TypeError: /);
    expect(asked).toEqual([]);
  });

  it('compare texts the same everywhere', async () => {
    const { evaluate } = await engineWithGlobals();
    expect(evaluate("['b', 'a', 'B', 'é'].sort((a, b) => a.localeCompare(b))")).toEqual(['B', 'a', 'b', 'é']);
    expect(evaluate("['a'.localeCompare('c'), 'c'.localeCompare('a'), 'é'.localeCompare('e\\u0301')]")).toEqual([
      -1, 1, 0,
    ]);
  });

  it('do not say when garbage is collected', async () => {
    const { evaluate } = await engineWithGlobals();
    expect(evaluate('new WeakRef({ kept: 1 }).deref()')).toEqual({ kept: 1 });
    expect(evaluate('new FinalizationRegistry(() => 1).register({}, 1)')).toBeUndefined();
    expect(evaluate('[typeof Atomics, typeof gc, WeakRef.name]')).toEqual(['undefined', 'undefined', 'WeakRef']);
  });
});

describe('a package, while it loads', () => {
  const loading = (expression: string): string =>
    `(() => { const { begin, end } = globalThis.__plugboardLoading; begin(); try { return ${expression}; } finally { end(); } })()`;

  it.each([
    [
      '[+new Date(), Date.now(), Date()]',
      [946684800000, 946684800000, 'Sat Jan 01 2000 00:00:00 GMT+0000 (Coordinated Universal Time)'],
    ],
    ['[performance.now(), process.hrtime(), setTimeout(() => 1), console.time()]', [0, [0, 0], 0, null]],
    ['[process.env.DEBUG, process.argv, process.version, process.platform, process.cwd()]', [null, [], '', '', '/']],
    ['crypto.randomUUID()', '00000000-0000-4000-8000-000000000000'],
  ])('is told the same each time: %s', async (expression, value) => {
    const { evaluate, asked } = await engineWithGlobals();
    expect(evaluate(loading(expression))).toEqual(value);
    expect(asked).toEqual([]);
    expect(evaluate('Date.now()')).toBe(doesNotHave('Date.now()', 'the time'));
  });

  it('has the same chance each time', async () => {
    const expression = loading('[Math.random(), Math.random(), [...crypto.getRandomValues(new Uint8Array(4))]]');
    const [first, second, bytes] = (await engineWithGlobals()).evaluate(expression) as [
      number,
      number,
      readonly number[],
    ];
    expect((await engineWithGlobals()).evaluate(expression)).toEqual([first, second, bytes]);
    expect(first).not.toBe(second);
    expect([first, second].every((one) => one >= 0 && one < 1)).toBe(true);
    expect(new Set(bytes).size).toBeGreaterThan(1);
  });

  it('has no network, and no ways of a language', async () => {
    const { evaluate, asked } = await engineWithGlobals();
    expect(evaluate(loading("fetch('/')"))).toBe(doesNotHave('fetch', 'the network'));
    expect(evaluate(loading('new Intl.Segmenter()'))).toBe(doesNotHave('Intl.Segmenter', 'the ways of a language'));
    expect(asked).toEqual(['network', 'locale']);
  });

  it('counts how deep it is in others', async () => {
    const { evaluate } = await engineWithGlobals();
    expect(evaluate(loading(loading('1').concat(', Date.now()')))).toBe(946684800000);
    expect(evaluate(`(globalThis.__plugboardLoading.end(), ${loading('Date.now()')})`)).toBe(946684800000);
    expect(evaluate('Date.now()')).toBe(doesNotHave('Date.now()', 'the time'));
  });
});
