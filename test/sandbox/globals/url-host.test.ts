import { afterEach, describe, expect, it, vi } from 'vitest';
import { editedUrl, parsedUrl } from '../../../compiler/sandbox/globals/url-host.ts';
import { engineWithGlobals } from './engine-with-globals.ts';

/** What Node.js is given to read, which nothing can stop once it does. */
const given: string[] = [];

class RecordingUrl extends URL {
  constructor(...texts: ConstructorParameters<typeof URL>) {
    given.push(...texts.filter((text) => text !== undefined).map(String));
    super(...texts);
  }
}

afterEach(() => {
  vi.unstubAllGlobals();
  given.length = 0;
});

const host = '\u4e00'.repeat(9000);
const isLong = (text: string): boolean => text.includes(host);

const beginnings = [
  ...['http://', 'HTTPS:', ' ws:\\\\', 'h\nttp:///', 'wss:/\t/', 'ftp://u:p@', 'file://', 'file:////', '\u0001http://'],
  ...[
    'http:a:',
    'http:a:@',
    'http://a@b@',
    'http://[',
    'http://xn--',
    'blob:http://',
    'blob:\t https:',
    ' blob:\nfile:',
  ],
];
const ends = ['', '/', ':80/b', '@', '@c/', '/@', '?d', '#e', '\\f'];
const relative = ['//', '\\/', ' /\t/', '//u@'];
const texts = (all: readonly string[]): readonly string[] =>
  all.flatMap((before) => ends.map((after) => `${before}${host}${after}`));

describe('a host that is longer than any', () => {
  it.each(texts(beginnings).map((text) => [text.replace(host, '…'), text]))('is not read: %j', (_, text) => {
    vi.stubGlobal('URL', RecordingUrl);
    expect(parsedUrl(JSON.stringify(text), undefined)).toBeUndefined();
    expect(parsedUrl('"a"', JSON.stringify(text))).toBeUndefined();
    expect(JSON.parse(editedUrl('"http://b/"', 'href', JSON.stringify(text)))).toMatchObject({ href: 'http://b/' });
    expect(() => editedUrl(JSON.stringify(text), 'hash', '"a"')).toThrow('Invalid URL');
    expect(given.filter(isLong)).toEqual([]);
    expect(given).not.toEqual([]);
  });

  it.each(texts(relative).map((text) => [text.replace(host, '…'), text]))('is not read with a base: %j', (_, text) => {
    vi.stubGlobal('URL', RecordingUrl);
    for (const base of ['http://b', 'file://b', 'ws://b']) {
      expect(parsedUrl(JSON.stringify(text), JSON.stringify(base))).toBeUndefined();
      expect(parsedUrl('"//c"', JSON.stringify(base))).toBeDefined();
    }
    expect(given.filter(isLong)).toEqual([]);
  });

  it.each(['host', 'hostname'])('is not set: %s', (part) => {
    const setting = vi.spyOn(URL.prototype, part as 'host', 'set');
    expect(JSON.parse(editedUrl('"http://b/"', part, JSON.stringify(host)))).toMatchObject({ host: 'b' });
    expect(setting).not.toHaveBeenCalled();
    expect(JSON.parse(editedUrl('"http://b/"', part, '"c"'))).toMatchObject({ host: 'c' });
    expect(setting).toHaveBeenCalledWith('c');
  });
});

it('is asked once for all parameters that were added to a URL', async () => {
  const { evaluate } = await engineWithGlobals();
  vi.stubGlobal('URL', RecordingUrl);
  const adding =
    "const url = new URL('http://b'); for (let i = 0; i < 3; i += 1) url.searchParams.append('k', i); return url.href;";
  expect(evaluate(`(() => { ${adding} })()`)).toBe('http://b/?k=0&k=1&k=2');
  expect(given).toEqual(['http://b', 'http://b/']);
});
