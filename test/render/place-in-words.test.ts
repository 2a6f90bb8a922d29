import { describe, expect, it } from 'vitest';
import type { SecretReference } from '../../compiler/model.ts';
import { placeInWords } from '../../compiler/render/place-in-words.ts';

describe('where a secret is kept', () => {
  it.each<[SecretReference, string]>([
    [{ secret: 'env', name: 'PASSWORD' }, 'env PASSWORD'],
    [{ secret: 'file', path: '/run/a b\n' }, 'file /run/a b\\n'],
    [{ secret: 'vault', mount: 'kv', path: 'ci/hub', key: 'password' }, 'vault kv/ci/hub, key password'],
    [{ secret: 'vault', mount: 'kv', path: 'a', key: 'b', version: 3 }, 'vault kv/a, key b, version 3'],
    [{ secret: 'command', command: ['pass', 'show', 'ci/hub'] }, 'command pass show ci/hub'],
    [{ secret: 'command', command: ['get it', "it's", '\u001b[2J'] }, `command 'get it' 'it'\\''s' '\\u{001b}[2J'`],
  ])('is said of %j', (secret, words) => {
    expect(placeInWords(secret)).toBe(words);
  });
});
