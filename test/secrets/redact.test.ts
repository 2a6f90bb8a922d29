import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible } from '../../compiler/diagnostics/visible.ts';
import { environmentSecrets } from '../../compiler/secrets/environment-secrets.ts';
import { redact, redactor } from '../../compiler/secrets/redact.ts';

const hidden = (value: string, text: string): string => redactor([value]).redact(text);

describe('redaction', () => {
  const value = 'pa"ss\\wo\'rd & <ü>/+';

  it.each([
    ['as it is', value],
    ['in JSON', JSON.stringify(value).slice(1, -1)],
    ['in JSON within JSON', JSON.stringify(JSON.stringify(value)).slice(3, -3)],
    ['in TypeScript', value.replace(/[\\']/g, '\\$&')],
    ['between quotes in a message', value.replaceAll('"', '\\"')],
    ['in a URL', encodeURIComponent(value)],
    ['in an address', encodeURI(value)],
    ['in JSON in a URL', encodeURIComponent(JSON.stringify(value).slice(1, -1))],
    ['in a form', encodeURIComponent(value).replaceAll('%20', '+')],
    ['in XML', 'pa&quot;ss\\wo&#39;rd &amp; &lt;ü&gt;/+'],
    ['in Base64', Buffer.from(value).toString('base64').replace(/=+$/, '')],
    ['in Base64 for URLs', Buffer.from(value).toString('base64url')],
  ])('hides a value %s', (_, form) => {
    expect(hidden(value, `[${form}]`)).toBe('[(sensitive value)]');
    expect(redact(`[${form}]`, [value])).toBe('[(sensitive value)]');
  });

  it('hides a value of many lines, and each of its lines that is long enough', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\n  hkiG9w0BAQEFAASC\nBKc=\n-----END KEY-----';
    expect(hidden(key, `the key ${key}.`)).toBe('the key (sensitive value).');
    expect(hidden(key, `the key ${visible(key)}.`)).toBe('the key (sensitive value).');
    expect(hidden(key, 'MIIEvQIBADANBgkq hkiG9w0BAQEFAASC BKc=')).toMatch(/^(?:\(sensitive value\)[ =]*)+$/);
    expect(hidden('secret one\u0001secret two', visible('secret one\u0001secret two'))).toBe('(sensitive value)');
  });

  it('hides values that overlap or touch each other as one', () => {
    const { redact: apply } = redactor(['password-a', 'password-a-long', 'long-tail', 'next-one']);
    expect(apply('[password-a-long-tailnext-one] password-a next-one')).toBe(
      '[(sensitive value)] (sensitive value) (sensitive value)',
    );
  });

  it('hides a value of four to seven characters only where it is a word', () => {
    expect(hidden('admin', 'admin: "admin", user=admin, administration, badmin, admin_2')).toBe(
      '(sensitive value): "(sensitive value)", user=(sensitive value), administration, badmin, admin_2',
    );
    expect(hidden('a.c$', 'a.c$ abc$')).toBe('(sensitive value) abc$');
  });

  it('hides a shorter value only where it is a quoted text', () => {
    expect(hidden('a', 'a word, `a`, "a", \'a\', {\\"a\\": "ab"}')).toBe(
      'a word, `(sensitive value)`, "(sensitive value)", \'(sensitive value)\', {\\"(sensitive value)\\": "ab"}',
    );
  });

  it('hides short values as words in a text that is known to quote them', () => {
    expect(redact('the token abc of abcd', ['abc'])).toBe('the token (sensitive value) of abcd');
  });

  it('hides what is left of a value where a text was cut', () => {
    const secret = 'abcdefghijklmnopqrstuvwxyz';
    expect(hidden(secret, 'said: abcdefghijklmn…')).toBe('said: (sensitive value)…');
    expect(hidden(secret, '"abcdefghijklmn"... is not JSON')).toBe('"(sensitive value)"... is not JSON');
    expect(hidden(secret, '"...ijklmnopqrst" is not JSON')).toBe('"...(sensitive value)" is not JSON');
    expect(hidden(secret, 'an alphabet: abcdef…')).toBe('an alphabet: abcdef…');
    expect(hidden(secret, 'no cut: abcdefghijklmn')).toBe('no cut: (sensitive value)');
    expect(hidden(secret, 'too short: abcdefghijk')).toBe('too short: abcdefghijk');
  });

  it('hides it where the cut stands before a quote, too', () => {
    expect(hidden('abcdefghijklmnopqrstuvwxyz', 'said: …"ijklmnopqrst" and more')).toBe(
      'said: …"(sensitive value)" and more',
    );
  });

  it('leaves alone what hides a value already', () => {
    expect(hidden('sensitive', 'a sensitive (sensitive value)')).toBe('a (sensitive value) (sensitive value)');
  });

  it('hides what no URL can hold', () => {
    expect(hidden('half a pair: \ud800', 'x half a pair: \ud800')).toBe('x (sensitive value)');
  });

  it('leaves a text alone where there is nothing to hide', () => {
    expect(hidden('', 'text')).toBe('text');
    expect(redact('text', [''])).toBe('text');
  });

  it('hides what it learns from then on', () => {
    const { learn, redact: apply } = redactor();
    expect(apply('canary-1')).toBe('canary-1');
    learn('canary-1');
    expect(apply('canary-1')).toBe('(sensitive value)');
  });

  it('leaves nothing of any long value, however it is escaped and whatever surrounds it', () => {
    const unit = fc.constantFrom(...'aB7"\'`\\<&> %+/=é€\u{1f600}\n\t\u0001', '##teamcity[', '...');
    const texts = fc.string({ unit });
    const long = fc.string({ unit, minLength: 8 }).filter((text) => text.trim().length >= 8);
    const escapes = fc.constantFrom(
      (text: string) => text,
      (text: string) => JSON.stringify(text).slice(1, -1),
      (text: string) => encodeURIComponent(text),
    );
    const property = fc.property(long, escapes, texts, texts, (secret, escaped, before, after) => {
      const rest = hidden(secret, `${before}${escaped(secret)}${after}`);
      expect(rest.replaceAll('(sensitive value)', '')).not.toContain(escaped(secret));
    });
    fc.assert(property);
  });
});

describe('a secret that another program says again', () => {
  const secret = 'S3cr3t+/="value\\<&>-0123456789abcdef';
  const utf8 = Buffer.from(secret);
  const lines = (text: string, length: number): string =>
    (text.match(new RegExp(`.{1,${length}}`, 'g')) ?? []).join('\n');

  it.each<[string, string]>([
    ['in capitals', secret.toUpperCase()],
    ['in hex', utf8.toString('hex')],
    ['in hex, in capitals', utf8.toString('hex').toUpperCase()],
    ['as numbers of HTML', [...secret].map((one) => `&#${one.charCodeAt(0)};`).join('')],
    ['as hexadecimal numbers of HTML', [...secret].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join('')],
    ['in a URL, all of it', [...utf8].map((one) => `%${one.toString(16).padStart(2, '0')}`).join('')],
    ['in a URL, twice', encodeURIComponent(encodeURIComponent(secret))],
    ['in JSON, by numbers', [...secret].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')],
    ['in JSON with slashes', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
    ['in JSON in JSON in JSON', JSON.stringify(JSON.stringify(JSON.stringify(secret)))],
    ['in Base64 after one character', Buffer.from(`a${secret}`).toString('base64')],
    ['in Base64 after two characters', Buffer.from(`ab${secret}bc`).toString('base64')],
    ['in Base64 of a whole document', Buffer.from(`{"password":"${secret}"}`).toString('base64')],
    ['in Base64 in lines', lines(Buffer.from(secret.repeat(3)).toString('base64'), 20)],
    ['broken over lines', lines(secret, 7)],
    ['broken over lines with marks before them', lines(secret, 7).replaceAll('\n', '\n   | ')],
    ['broken over lines of JSON', JSON.stringify(lines(secret, 7))],
    ['cut at its end', secret.slice(0, 20)],
    ['cut at its beginning', secret.slice(-20)],
  ])('is hidden %s', (_, text) => {
    const shown = hidden(secret, `before ${text} after`);
    expect(shown).toContain('(sensitive value)');
    for (const all of [shown, shown.replaceAll(/[\s|]/g, '')]) expect(readable(all, secret)).toBe(false);
    expect(shown).toMatch(/^before .* after$/s);
  });

  it('is hidden wherever it stands, whatever surrounds it', () => {
    const encodings = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => Buffer.from(text).toString('hex'),
      (text) => Buffer.from(text).toString('base64'),
      (text) => Buffer.from(text).toString('base64url'),
      (text) => encodeURIComponent(text),
      (text) => JSON.stringify(JSON.stringify(text)),
      (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`),
    );
    const value = fc.string({ minLength: 12, maxLength: 60, unit: fc.constantFrom(...'aBcD019+/="\'\\<&>-_%') });
    const around = fc.string({ maxLength: 20 });
    fc.assert(
      fc.property(value, encodings, around, around, (one, encode, before, after) => {
        fc.pre(one.trim() === one);
        const text = `${before}${encode(`${before}${one}${after}`)}${after}`;
        expect(readable(hidden(one, text), one)).toBe(false);
      }),
    );
  });

  it('hides nothing of a text in which no part of it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        fc.pre(!readable(text, secret));
        expect(hidden(secret, text)).toBe(text);
      }),
    );
  });

  it('is looked for in a time that grows with the text, however many secrets there are', () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      createHash('sha256').update(String(index)).digest('base64'),
    );
    const text = Array.from(
      { length: 20_000 },
      (_, index) => `  + property${index} = "value of number ${index}"\n`,
    ).join('');
    const few = timed(() => redactor(many.slice(0, 20)).redact(text));
    expect(timed(() => redactor(many).redact(text))).toBeLessThan(20 * few + 5_000);
  });
});

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Whether twelve characters in a row of a secret can be read from a text, in any letter case, after undoing one encoding. */
function readable(text: string, secret: string): boolean {
  const wanted = secret.toLowerCase();
  const bytes = [
    ...(text.match(/[A-Za-z0-9+/_-]{16,}/g) ?? []).flatMap((run) =>
      [0, 1, 2, 3].map((at) => Buffer.from(run.slice(at), 'base64')),
    ),
    ...(text.match(/(?:[0-9a-f]{2}){12,}/gi) ?? []).map((run) => Buffer.from(run, 'hex')),
  ];
  const texts = [text, ...bytes.map((one) => one.toString('latin1'))].map((one) => one.toLowerCase());
  return Array.from({ length: wanted.length - 11 }, (_, at) => wanted.slice(at, at + 12)).some((part) =>
    texts.some((one) => one.includes(part)),
  );
}

describe('what the environment gives away', () => {
  it('are tokens, the key, and passwords in addresses', () => {
    const environment = {
      TEAMCITY_TOKEN: 'token-1',
      VAULT_TOKEN: 'token-2',
      PLUGBOARD_FINGERPRINT_KEY: 'key-3',
      TEAMCITY_URL: 'https://user:pass%204@example.com',
      https_proxy: 'http://user:pass-5@proxy:3128',
      HTTP_PROXY: 'proxy:3128',
      ALL_PROXY: 'http://proxy:3128',
      OTHER: 'other',
    };
    expect([...new Set(environmentSecrets(environment))].sort()).toEqual(
      ['key-3', 'pass 4', 'pass%204', 'pass-5', 'token-1', 'token-2'].sort(),
    );
  });
});
