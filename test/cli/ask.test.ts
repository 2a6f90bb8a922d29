import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ask } from '../../compiler/cli/ask.ts';

/** Asks on a terminal where these keys are pressed. */
async function pressing(keys: string): Promise<string | undefined> {
  const input = new PassThrough();
  const answer = ask('Really? ', input, Object.assign(new PassThrough(), { isTTY: true }));
  input.write(keys);
  return answer;
}

describe('a question', () => {
  it('is answered with a line', async () => {
    expect(await pressing('yes\r')).toBe('yes');
  });

  it.each([
    ['Ctrl-C', '\x03'],
    ['Ctrl-D', '\x04'],
  ])('is left with %s', async (_, key) => {
    expect(await pressing(key)).toBeUndefined();
  });

  it('is left where the terminal is closed', async () => {
    const input = new PassThrough();
    const answer = ask('Really? ', input, new PassThrough());
    input.end();
    expect(await answer).toBeUndefined();
  });
});
