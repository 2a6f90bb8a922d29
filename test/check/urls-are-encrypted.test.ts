import { describe, expect, it } from 'vitest';
import { urlsAreEncrypted } from '../../compiler/check/rules/urls-are-encrypted.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredConnection, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';
import { gitlabAt, registryAt } from './urls.ts';

const found = (connection: DeclaredConnection): ReturnType<typeof runRule> =>
  runRule(urlsAreEncrypted, declaredStack([], { connections: [connection] }));

describe('URLs are encrypted', () => {
  it.each([
    ['https', gitlabAt('https://gitlab.example.com')],
    ['no scheme, which means https', registryAt('registry.example.com:5000')],
    ['the server’s own machine', declaredConnection('v', 'hashiCorpVaultConnection', { url: 'http://localhost:8200' })],
    ['the same by address', registryAt('http://127.0.0.1:5000')],
    ['the same by an address of version 6', registryAt('http://[::1]:5000')],
    ['a scheme that is known at run time', gitlabAt('%gitlab.url%')],
    ['a host that starts like the own machine', registryAt('https://localhost.example.com')],
  ])('accepts %s', (_, connection) => {
    expect(found(connection)).toEqual([]);
  });

  it.each([
    ['http', gitlabAt('http://gitlab.example.com')],
    ['http in capitals', gitlabAt('HTTP://gitlab.example.com')],
    ['http with a port', registryAt('http://registry.example.com:5000')],
    ['http to a host that starts like the own machine', registryAt('http://localhost.example.com')],
  ])('finds %s', (_, connection) => {
    expect(found(connection).map(({ code }) => code)).toEqual(['PB211']);
  });

  it('points at the URL', () => {
    const connection = gitlabAt('http://gitlab.example.com');
    expect(found(connection)).toMatchObject([
      {
        message: '`serverUrl` of `_Root/g` starts with `http://`.',
        address: '_Root/g',
        place: { call: connection.call, path: ['serverUrl'] },
      },
    ]);
  });
});
