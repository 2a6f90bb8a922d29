import { describe, expect, it } from 'vitest';
import { pathsAreWanted } from '../../compiler/check/rules/paths-are-wanted.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';
import { gheAt, gitlabAt, registryAt } from './urls.ts';

const found = (connection: DeclaredConnection): readonly string[] =>
  runRule(pathsAreWanted, declaredStack([], { connections: [connection] })).map(
    ({ code, message }) => `${code} ${message}`,
  );

describe('paths are wanted', () => {
  it.each([
    ['a host', registryAt('https://registry.example.com')],
    ['a host and a port', registryAt('registry.example.com:5000')],
    ['a slash at the end', registryAt('https://registry.example.com/')],
    ['a path where a server may have one', gitlabAt('https://example.com/gitlab')],
    ['a host that is known at run time', registryAt('%registry%/v2')],
  ])('accepts %s', (_, connection) => {
    expect(found(connection)).toEqual([]);
  });

  it.each([
    ['of a registry', registryAt('https://index.docker.io/v1/'), 'PB213 `url` of `_Root/r` has the path `/v1`.'],
    [
      'without a scheme',
      registryAt('registry.example.com:5000/acme'),
      'PB213 `url` of `_Root/r` has the path `/acme`.',
    ],
    ['of an API', gheAt('https://github.example.com/api/v3'), 'PB213 `serverUrl` of `_Root/g` has the path `/api/v3`.'],
  ])('finds the path %s', (_, connection, message) => {
    expect(found(connection)).toEqual([message]);
  });
});
