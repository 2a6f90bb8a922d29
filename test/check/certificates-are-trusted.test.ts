import { describe, expect, it } from 'vitest';
import { certificatesAreTrusted } from '../../compiler/check/rules/certificates-are-trusted.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredConnection, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';
import { gitlabAt, registryAt } from './urls.ts';

const found = (...connections: readonly DeclaredConnection[]): readonly string[] =>
  runRule(
    certificatesAreTrusted,
    declaredStack([], { connections: connections.map((one, index) => ({ ...one, key: `c${index}` })) }),
  ).map(({ code, message }) => `${code} ${message}`);

const cluster = (more: Readonly<Record<string, unknown>>): DeclaredConnection =>
  declaredConnection('k', 'kubernetesConnection', { name: 'K', apiServerUrl: 'https://192.168.1.7:6443', ...more });

describe('certificates are trusted', () => {
  it.each([
    ['a public name', gitlabAt('https://gitlab.example.com')],
    ['a public address', gitlabAt('https://93.184.216.34')],
    ['a public address of IPv6', gitlabAt('https://[2001:db8::1]:8443')],
    ['a public address of IPv6 that begins like a private one', gitlabAt('https://[fc::1]')],
    ['the server’s own machine by its address of IPv6', gitlabAt('https://[0:0::1]')],
    ['no encryption at all', registryAt('http://registry.internal')],
    ['the server’s own machine', registryAt('https://localhost:5000')],
    ['a name that is known at run time', gitlabAt('https://%host%')],
    ['a certificate in the connection', cluster({ caCertificate: { secret: 'file', path: 'ca.pem' } })],
  ])('says nothing of %s', (_, connection) => {
    expect(found(connection)).toEqual([]);
  });

  it.each([
    'gitlab.acme.internal',
    'gitlab.acme.local',
    'gitlab.corp',
    'gitlab',
    '10.0.0.7',
    '172.16.3.4',
    '192.168.1.7',
    '[fd12:3456::1]',
    '[fe80::1]',
  ])('mentions that of %s', (host) => {
    expect(found(gitlabAt(`https://${host}/`))).toEqual([
      `PB215 \`serverUrl\` of \`_Root/c0\` leads to \`${host}\`, in a private network.`,
    ]);
  });

  it('mentions it where a registry has no scheme, and where a cluster brings no certificate', () => {
    expect(found(registryAt('registry:5000'), cluster({}))).toHaveLength(2);
  });

  it('mentions each host once', () => {
    const [one, two] = [gitlabAt('https://gitlab.internal'), gitlabAt('https://gitlab.internal/')];
    expect(found(one, two)).toHaveLength(1);
  });
});
