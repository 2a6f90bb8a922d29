import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineWithGlobals, literal, nodeValueOf } from './engine-with-globals.ts';

const { evaluate } = await engineWithGlobals();

function sameAsNode(expression: string): void {
  expect(evaluate(expression), expression).toEqual(nodeValueOf(expression));
}

const tried = (expression: string): string =>
  `(() => { try { return ${expression}; } catch (error) { return [error.name, error.code ?? null]; } })()`;

/** Any text, halves of characters and zeros included. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\ud800', '\udfff', '\0', '\ufeff', '%', '+', '&', '='),
  ),
});
const bytes = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 255 }),
    fc.constantFrom(0xef, 0xbb, 0xbf, 0xe0, 0xed, 0xf0, 0xf4, 0x80, 0x9f, 0xa0, 0xc2),
  ),
);

describe('TextEncoder and TextDecoder', () => {
  it('do as those of Node.js', () => {
    fc.assert(fc.property(anyText, (text) => sameAsNode(`[...new TextEncoder().encode(${literal(text)})]`)));
    fc.assert(
      fc.property(bytes, fc.boolean(), fc.boolean(), (all, fatal, ignoreBOM) => {
        const options = JSON.stringify({ fatal, ignoreBOM });
        sameAsNode(
          tried(`new TextDecoder('utf-8', ${options}).decode(new Uint8Array(${JSON.stringify(all)}))`).replace(
            'error.code ?? null',
            'null',
          ),
        );
      }),
    );
  });

  it('do so in parts', () => {
    const inParts = (all: readonly (readonly number[])[]): string => `(() => {
      const decoder = new TextDecoder();
      return [...${JSON.stringify(all)}.map((part) => decoder.decode(new Uint8Array(part), { stream: true })).join('|').split(''), decoder.decode()].join('');
    })()`;
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 5 }), (all) =>
        sameAsNode(inParts(all).replace(".join('|')", ".join('')")),
      ),
    );
  });

  it('write into what there is room in', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 20 }), (text, length) =>
        sameAsNode(
          `(() => { const into = new Uint8Array(${length}); const { read, written } = new TextEncoder().encodeInto(${literal(text)}, into); return [read, written, [...into.subarray(0, written)]]; })()`,
        ),
      ),
    );
  });

  it.each([
    "[new TextEncoder().encoding, new TextDecoder(' UTF8 ').encoding, String(new TextDecoder())]",
    'new TextDecoder().decode(new Uint16Array([0x4142, 0x43]).buffer)',
    'new TextDecoder().decode(new DataView(new Uint8Array([65, 66, 67]).buffer, 1, 1))',
    'new TextDecoder().decode()',
    '[[...new TextEncoder().encode()], [...new TextEncoder().encode(null)]]',
  ])('give what those of Node.js give: %s', (expression) => sameAsNode(expression));

  it('say what they cannot', () => {
    expect(evaluate("new TextDecoder('latin1')")).toBe(
      'RangeError: A program can decode UTF-8 only, and not "latin1".',
    );
    expect(evaluate("new TextDecoder().decode('x')")).toMatch(/^TypeError: /);
  });
});

describe('atob and btoa', () => {
  it('do as those of Node.js', () => {
    const small = fc.string({ unit: fc.integer({ min: 0, max: 257 }).map((code) => String.fromCharCode(code)) });
    fc.assert(fc.property(small, (text) => sameAsNode(tried(`btoa(${literal(text)})`))));
    const coded = fc.string({ unit: fc.constantFrom(...'ABCxyz019+/= \n-') });
    fc.assert(fc.property(coded, (text) => sameAsNode(tried(`atob(${literal(text)})`))));
    fc.assert(fc.property(fc.base64String(), (text) => sameAsNode(`btoa(atob(${literal(text)}))`)));
  });
});

describe('structuredClone', () => {
  it('copies values as that of Node.js', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameAsNode(`structuredClone(${literal(value)})`)));
  });

  it.each([
    '(() => { const own = { list: [1] }; own.own = own; own.list.push(own.list); const copy = structuredClone(own); return [copy !== own, copy.own === copy, copy.list[1] === copy.list]; })()',
    '(() => { const shared = {}; const copy = structuredClone([shared, shared]); return copy[0] === copy[1]; })()',
    '(() => { const all = structuredClone(new Map([[{ a: 1 }, new Set([1, new Date(5)])]])); const [[key, set]] = all; return [key, [...set], [...set][1] instanceof Date]; })()',
    '(() => { const map = new Map(); map.set(map, map); const copy = structuredClone(map); return copy.get(copy) === copy; })()',
    '(() => { const { source, flags, lastIndex } = structuredClone(Object.assign(/a+/gi, { lastIndex: 3 })); return [source, flags, lastIndex]; })()',
    '[1, "a", null, undefined, NaN, -0].map((one) => Object.is(structuredClone(one), one))',
    'String(structuredClone(5n))',
    '[Object("a"), Object(1), Object(true), Object(2n)].map((one) => { const copy = structuredClone(one); return [typeof copy, String(copy), copy instanceof Object.getPrototypeOf(one).constructor]; })',
    '(() => { const copy = structuredClone(new RangeError("x")); return [copy.name, copy.message, copy instanceof RangeError, Object.keys(copy)]; })()',
    '(() => { class Mine extends TypeError { own = 1; name = "Mine"; } const copy = structuredClone(new Mine("x")); return [copy.name, copy.message, copy.own, Object.getPrototypeOf(copy) === Error.prototype]; })()',
    '(() => { class Point { constructor() { this.x = 1; } get y() { return 2; } } const copy = structuredClone(new Point()); return [copy, copy.y, copy.constructor === Object]; })()',
    '(() => { const copy = structuredClone({ get a() { return [1]; }, [Symbol("s")]: 1 }); return [copy, Object.getOwnPropertySymbols(copy).length, Object.getOwnPropertyDescriptor(copy, "a").writable]; })()',
    '(() => { const copy = structuredClone(JSON.parse(\'{"__proto__": {"a": 1}}\')); return [Object.keys(copy), copy.a]; })()',
    '(() => { const list = [1, , 3]; list.extra = 4; const copy = structuredClone(list); return [copy.length, 1 in copy, copy.extra]; })()',
    '(() => { const bytes = new Uint8Array([1, 2, 3, 4]); const copy = structuredClone({ bytes, part: bytes.subarray(1, 3), view: new DataView(bytes.buffer, 1) }); return [[...copy.bytes], [...copy.part], copy.part.buffer === copy.bytes.buffer, copy.view.getUint8(0), copy.bytes.buffer !== bytes.buffer]; })()',
    '(() => { const copy = structuredClone(new Float64Array([1.5, 2])); return [copy instanceof Float64Array, [...copy]]; })()',
    '(() => { const copy = structuredClone(new Uint8Array([1, 2]).buffer); return [copy instanceof ArrayBuffer, copy.byteLength]; })()',
    'structuredClone(Object.create({ a: 1 }, { b: { value: 2, enumerable: true }, c: { value: 3 } }))',
    'structuredClone(Object.assign(Object.create(null), { a: 1 }))',
    'Object.keys(structuredClone(Object.assign(Object.create(Map.prototype), { a: 1 })))',
    'Object.keys(structuredClone(Object.assign(Object.create(Date.prototype), { a: 1 })))',
    ...['Symbol("s")', '() => 1', '{ deep: [class {}] }', 'new WeakMap()', 'new WeakSet()', 'Promise.resolve()'].map(
      (one) => tried(`structuredClone(${one.startsWith('{') ? `(${one})` : one})`),
    ),
  ])('gives what that of Node.js gives: %s', (expression) => sameAsNode(expression));
});

const everyPart = `(url) => ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'].map((part) => url[part])`;
const urls = fc.oneof(
  fc.webUrl({
    withFragments: true,
    withQueryParameters: true,
    authoritySettings: { withPort: true, withUserInfo: true, withIPv4Extended: true, withIPv6: true },
  }),
  fc
    .tuple(fc.constantFrom('http://a/', 'x:', '//', 'file:', '', 'https://b@c:99/d?e#f'), anyText)
    .map((parts) => parts.join('')),
);

describe('URL', () => {
  it('reads as that of Node.js', () => {
    fc.assert(fc.property(urls, (url) => sameAsNode(tried(`(${everyPart})(new URL(${literal(url)}))`))));
    fc.assert(
      fc.property(urls, urls, (url, base) =>
        sameAsNode(tried(`(${everyPart})(new URL(${literal(url)}, ${literal(base)}))`)),
      ),
    );
    fc.assert(fc.property(urls, (url) => sameAsNode(`URL.canParse(${literal(url)})`)));
  });

  it('is edited as that of Node.js', () => {
    const part = fc.constantFrom(
      'href',
      'protocol',
      'username',
      'password',
      'host',
      'hostname',
      'port',
      'pathname',
      'search',
      'hash',
      'origin',
    );
    fc.assert(
      fc.property(part, anyText, (name, value) =>
        sameAsNode(
          tried(
            `(() => { const url = new URL('https://u:p@example.com:81/a?b=c#d'); const { searchParams } = url; url.${name} = ${literal(value)}; return [(${everyPart})(url), [...searchParams]]; })()`,
          ),
        ),
      ),
    );
  });

  it.each([
    "(() => { const url = new URL('https://a/?b=1'); url.searchParams.append('c', 'd e'); return [url.href, url.searchParams === url.searchParams, String(url.searchParams)]; })()",
    "(() => { const url = new URL('https://a/?b=1#c'); url.searchParams.delete('b'); return [url.href, url.search]; })()",
    "[String(new URL('https://a')), JSON.stringify([new URL('https://a')]), `${new URL(new URL('https://a/b'))}`]",
    "[Object.prototype.toString.call(new URL('x:')), Object.prototype.toString.call(new URLSearchParams()), URL.name, URLSearchParams.name]",
    tried("new URL('nothing')"),
    tried("(() => { new URL('https://a').href = 'nothing'; })()"),
    tried('new URL(Symbol.iterator)').replace('error.code ?? null', 'null'),
    "new URL('b', new URL('https://a/c/')).href",
    "new URL('https://a/b\\0c').href",
  ])('gives what that of Node.js gives: %s', (expression) => sameAsNode(expression));

  it('is not looked for in more than any is long', () => {
    expect(evaluate("URL.canParse('https://a/' + 'x'.repeat(1e6))")).toBe(false);
  });

  it('and its parameters follow each other as those of Node.js', () => {
    const name = fc.constantFrom('a', 'b', 'c d', 'é');
    const step = fc.oneof(
      fc.tuple(fc.constantFrom('append', 'set'), name, anyText).map(([call, key, value]) => [call, key, value]),
      name.map((key) => ['delete', key]),
      fc.constant(['sort']),
      fc.constantFrom('hash', 'pathname', 'search', 'host').chain((part) => anyText.map((value) => ['=', part, value])),
      fc.constant(['look']),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) =>
        sameAsNode(`(() => {
          const url = new URL('https://u:p@example.com/a?b=c#d');
          const seen = [];
          for (const [call, name, value] of ${literal(steps)}) {
            if (call === '=') url[name] = value;
            else if (call === 'look') seen.push((${everyPart})(url), JSON.stringify(url), [...url.searchParams]);
            else url.searchParams[call](...[name, value].filter((one) => one !== undefined));
          }
          return [seen, url.search, String(url), [...url.searchParams]];
        })()`),
      ),
    );
  });

  it('keeps its host where another would be longer than any', () => {
    const edits = ['host', 'hostname', 'username', 'password'].map(
      (part) =>
        `(() => { const url = new URL('http://u@b/c'); url.${part} = '\u4e00'.repeat(9000); return url.href; })()`,
    );
    expect(evaluate(`[${edits.join()}]`)).toEqual(edits.map(() => 'http://u@b/c'));
    expect(evaluate("(() => { new URL('http://b').href = 'http://' + 'x'.repeat(9000); })()")).toBe(
      'TypeError: Invalid URL',
    );
  });

  it.each([
    "new URL('/' + 'x'.repeat(9000), 'http://b').href",
    "new URL('x'.repeat(9000), 'http://b').href",
    "new URL('data:,' + 'x'.repeat(9000)).href",
    "new URL('http://u:' + 'p'.repeat(3000) + '@b').password",
    "new URL('http://b?' + 'q'.repeat(9000)).search",
    "new URL('http://b#' + 'f'.repeat(9000)).hash",
  ])('may be long elsewhere: %s', (expression) => sameAsNode(expression));
});

describe('URLSearchParams', () => {
  it('read and write as those of Node.js', () => {
    const read = '(params) => [[...params], String(params), params.size]';
    fc.assert(fc.property(anyText, (query) => sameAsNode(`(${read})(new URLSearchParams(${literal(query)}))`)));
    const pairs = fc.array(fc.tuple(anyText, anyText));
    fc.assert(fc.property(pairs, (all) => sameAsNode(`(${read})(new URLSearchParams(${literal(all)}))`)));
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), (all) =>
        sameAsNode(`(${read})(new URLSearchParams(${literal(all)}))`),
      ),
    );
  });

  it.each([
    "(() => { const params = new URLSearchParams('a=1&b=2&a=3'); params.set('a', 4); params.append('c', 'd'); return [String(params), params.get('a'), params.get('x'), params.getAll('a'), params.has('b', '2'), params.has('b', 3)]; })()",
    "(() => { const params = new URLSearchParams('a=1&b=2&a=3'); params.delete('a', '3'); params.set('z', 5); params.sort(); return [...params.keys(), ...params.values(), ...params.entries()]; })()",
    '(() => { const seen = []; const params = new URLSearchParams({ a: 1, b: 2 }); params.forEach(function (value, name, all) { seen.push(value, name, all === params, this.x); }, { x: 1 }); return seen; })()',
    "(() => { const params = new URLSearchParams('a=1&b=2&c=3'); const seen = []; for (const [name] of params) { seen.push(name); params.delete(name); } return seen; })()",
    "[String(new URLSearchParams(new URLSearchParams('a=b'))), String(new URLSearchParams(null)), String(new URLSearchParams(undefined)), String(new URLSearchParams('??a'))]",
    tried("new URLSearchParams([['a']])").replace('error.code ?? null', 'null'),
    "String(new URLSearchParams(new Map([['a', 1]])))",
    "[...new URLSearchParams({ '\\ud800': 'a', b: 'c', '\\udfff': 'd' })]",
    "[...new URLSearchParams([['\\ud800', 'a'], ['\\udfff', 'd']])]",
  ])('give what those of Node.js give: %s', (expression) => sameAsNode(expression));
});

describe('queueMicrotask', () => {
  it('takes a function, and nothing else', () => {
    expect(evaluate('queueMicrotask(() => 1)')).toBeUndefined();
    expect(evaluate('queueMicrotask(1)')).toMatch(/^TypeError: /);
  });
});
