import { describe, expect, it } from 'vitest';
import { placesOfSecretsAreRight } from '../../compiler/check/rules/places-of-secrets-are-right.ts';
import { declaredConnection, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const faults = (password: unknown): readonly (string | undefined)[] => {
  const registry = declaredRegistry('hub', { properties: { name: 'Hub', password } });
  const stack = declaredStack([declaredProject('Payments', { connections: [registry] })]);
  return runRule(placesOfSecretsAreRight, stack).map(({ code, label }) => `${code} ${label}`);
};

describe('places of secrets', () => {
  it.each([
    { secret: 'env', name: 'REGISTRY_PASSWORD' },
    { secret: 'env', name: 'ProgramFiles(x86)' },
    { secret: 'file', path: '/run/secrets/a file' },
    { secret: 'vault', mount: 'teams/kv', path: 'ci/data/re gistry', key: 'password' },
    { secret: 'command', command: ['pass', 'show', 'ci/registry'] },
    { secret: 'command', command: ['/opt/My Tools/get'] },
    { secret: 'keep' },
    'hunter',
    undefined,
  ])('are right: %j', (password) => {
    expect(faults(password)).toEqual([]);
  });

  it.each([
    [{ secret: 'env', name: '$TOKEN' }, 'no environment variable has such a name'],
    [{ secret: 'env', name: '%env.TOKEN%' }, 'no environment variable has such a name'],
    [{ secret: 'env', name: 'TOKEN=x' }, 'no environment variable has such a name'],
    [{ secret: 'file', path: 'a\0b' }, 'it holds a NUL character'],
    [{ secret: 'vault', mount: 'kv/', path: 'ci', key: 'a' }, 'the mount has an empty part, `.` or `..`'],
    [{ secret: 'vault', mount: 'kv', path: '/ci', key: 'a' }, 'the path has an empty part, `.` or `..`'],
    [{ secret: 'vault', mount: 'kv', path: 'ci/../other', key: 'a' }, 'the path has an empty part, `.` or `..`'],
    [{ secret: 'command', command: ['pass show ci/registry'] }, 'the first word is no program'],
    [{ secret: 'command', command: ['', 'show'] }, 'the first word is no program'],
    [{ secret: 'command', command: ['pass', 'a\0b'] }, 'it holds a NUL character'],
  ])('cannot be right: %j', (password, label) => {
    expect(faults(password)).toEqual([`PB210 ${label}`]);
  });

  it('are judged under free names, and wherever an option has them', () => {
    const name = { secret: 'env', name: '$X' };
    const custom = { providerType: 'x', displayName: 'y', secrets: { token: name } };
    const chosen = { name: 'A', credentialsType: { option: 'awsStatic', accessKeyId: 'a', secretAccessKey: name } };
    const connections = [
      declaredConnection('custom', 'custom', custom),
      declaredConnection('aws', 'awsConnection', chosen),
    ];
    const found = runRule(placesOfSecretsAreRight, declaredStack([], { connections }));
    expect(found.map(({ message, place }) => [message, place?.path])).toEqual([
      [
        '`secrets.token` of `_Root/custom` is kept where nothing can be: no environment variable has such a name.',
        ['secrets', 'token'],
      ],
      [
        '`credentialsType.secretAccessKey` of `_Root/aws` is kept where nothing can be: no environment variable has such a name.',
        ['credentialsType', 'secretAccessKey'],
      ],
    ]);
  });
});
