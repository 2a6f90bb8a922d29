import { describe, expect, it } from 'vitest';
import { openTexts } from '../../compiler/check/open-texts.ts';
import { plainSecrets } from '../../compiler/check/plain-secrets.ts';
import type { Declared, DeclaredConnection } from '../../compiler/model.ts';

const stack = (kind: string, properties: DeclaredConnection['properties']): Declared => ({
  stack: 'acme',
  edition: 'on-premises',
  root: {
    call: 0,
    id: '_Root',
    exclusive: false,
    needs: [],
    projects: [],
    connections: [{ call: 1, key: 'hub', kind, properties, protect: false }],
  },
});

describe('secrets in plain text', () => {
  it.each([
    ['a text', { password: 'hunter' }, ['hunter']],
    ['a number', { password: 123456 }, ['123456']],
    ['a list', { password: ['hunter', ['canary']] }, ['hunter', 'canary']],
    ['an object', { password: { value: 'hunter' } }, ['hunter']],
    ['a reference with more in it', { password: { secret: 'env', name: 'HUB', value: 'hunter' } }, ['hunter']],
    ['a place in Vault', { password: { secret: 'vault', mount: 'm', path: 'p', key: 'k', version: 2000 } }, []],
    ['a command', { password: { secret: 'command', command: ['pass', 'show'], word: 'hunter' } }, ['hunter']],
    ['a reference to nowhere', { password: { secret: 'toString', name: 'hunter' } }, ['toString', 'hunter']],
    ['a kept one', { password: { secret: 'keep' } }, []],
    ['a reference', { password: { secret: 'file', path: 'hub', revision: 2000 } }, []],
  ])('are found in %s', (_, properties, expected) => {
    expect(plainSecrets(stack('dockerRegistry', properties))).toEqual(expected);
  });

  it('are found under free names', () => {
    const secrets = { token: 'hunter', other: { value: ['canary'] } };
    expect(plainSecrets(stack('custom', { secrets }))).toEqual(['hunter', 'canary']);
    expect(plainSecrets(stack('custom', { secrets: ['hunter'] }))).toEqual(['hunter']);
  });
});

describe('texts that may be quoted', () => {
  it('are names and values that everybody may see', () => {
    const properties = { name: 'Hub', pasword: 'hunter', password: { secret: 'env', name: 'HUB' } };
    expect(openTexts(stack('dockerRegistry', properties))).toEqual([
      'acme',
      'on-premises',
      '_Root',
      'hub',
      'dockerRegistry',
      'Hub',
      'HUB',
    ]);
  });

  it('are the places of secrets', () => {
    const secrets = {
      a: { secret: 'vault', mount: 'kv', path: 'ci/a', key: 'k', version: 1 },
      b: { secret: 'command', command: ['pass', 'show'], revision: 2 },
    };
    const texts = openTexts(stack('custom', { secrets }));
    expect(texts.slice(texts.indexOf('a'))).toEqual(['a', 'kv', 'ci/a', 'k', 'b', 'pass', 'show']);
  });

  it('are none that are a part of a secret', () => {
    const properties = { name: 'hunter', userName: 'ci', password: 'abchunter' };
    expect(openTexts(stack('dockerRegistry', properties))).not.toContain('hunter');
  });

  it('are none of a kind that nobody knows', () => {
    expect(openTexts(stack('dokerRegistry', { password: 'hunter' }))).not.toContain('hunter');
  });
});
