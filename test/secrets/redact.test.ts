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
    expect(hidden(value, `x${form}x`)).toBe('x(sensitive value)x');
    expect(redact(`x${form}x`, [value])).toBe('x(sensitive value)x');
  });

  it('hides a value of many lines, and each of its lines that is long enough', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\n  hkiG9w0BAQEFAASC\nBKc=\n-----END KEY-----';
    expect(hidden(key, `the key ${key}.`)).toBe('the key (sensitive value).');
    expect(hidden(key, `the key ${visible(key)}.`)).toBe('the key (sensitive value).');
    expect(hidden(key, 'MIIEvQIBADANBgkq hkiG9w0BAQEFAASC BKc=')).toBe('(sensitive value) (sensitive value) BKc=');
    expect(hidden('secret one\u0001secret two', visible('secret one\u0001secret two'))).toBe(
      '(sensitive value)\\u{0001}(sensitive value)',
    );
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
    expect(hidden(secret, 'no cut: abcdefghijklmn')).toBe('no cut: abcdefghijklmn');
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
