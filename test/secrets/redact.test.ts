import { describe, expect, it } from 'vitest';
import { redact } from '../../compiler/secrets/redact.ts';

describe('redaction', () => {
  it('hides a value however it was escaped', () => {
    const value = 'a"b c';
    expect(redact(`plain ${value}, JSON ${JSON.stringify(value)}, URL ${encodeURIComponent(value)}`, [value])).toBe(
      'plain (sensitive value), JSON "(sensitive value)", URL (sensitive value)',
    );
  });

  it('hides the longer of two values that overlap', () => {
    expect(redact('secret-long', ['secret', 'secret-long'])).toBe('(sensitive value)');
  });

  it('leaves a text alone where there is nothing to hide', () => {
    expect(redact('text', [''])).toBe('text');
  });
});
