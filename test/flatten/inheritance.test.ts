import { describe, expect, it } from 'vitest';
import { type EffectiveConnections, effectiveConnections } from '../../compiler/flatten/effective.ts';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { DeclaredConnection, Manifest } from '../../compiler/model.ts';
import {
  declaredAws,
  declaredAwsRole,
  declaredConnection,
  declaredProject,
  declaredRegistry,
  declaredStack,
} from '../declared.ts';

function effective(manifest: Manifest, id: string): EffectiveConnections {
  const project = manifest.projects.find((one) => one.id === id);
  if (project === undefined) throw new Error(`no project ${id}`);
  return effectiveConnections(manifest, project);
}

const vault = (key: string, vaultId: string | undefined): DeclaredConnection =>
  declaredConnection(key, 'hashiCorpVaultConnection', {
    name: key,
    vaultId,
    authMethod: { option: 'gcpIam', gcpVaultRole: 'a' },
  });

describe('a connection that its project does not pass down', () => {
  const leaf = declaredProject('Leaf');
  const projects = [
    declaredProject('Middle', { connections: [declaredRegistry('own')], projects: [leaf] }),
    declaredProject('Plain', { projects: [declaredProject('Plainer')] }),
    declaredProject('Second'),
  ];
  const top = declaredProject('Top', {
    connections: [declaredAws('kept', { allowInSubProjects: false }), declaredAws('passed')],
    projects,
  });
  const manifest = flatten(declaredStack([top]));
  const hidden = [{ address: 'Top/kept', because: 'withheld' }];

  it('can be used in its own project', () => {
    expect(effective(manifest, 'Top')).toEqual({ own: ['Top/kept', 'Top/passed'], inherited: [], hidden: [] });
  });

  it('is withheld from all projects below', () => {
    expect(effective(manifest, 'Middle')).toEqual({ own: ['Middle/own'], inherited: ['Top/passed'], hidden });
    expect(effective(manifest, 'Leaf')).toEqual({ own: [], inherited: ['Middle/own', 'Top/passed'], hidden });
    expect(effective(manifest, 'Plainer')).toEqual({ own: [], inherited: ['Top/passed'], hidden });
  });

  it('costs one set, however many projects it is withheld from', () => {
    const setOf = (id: string): number | undefined => manifest.projects.find((one) => one.id === id)?.effective;
    expect(new Set(['Plain', 'Plainer', 'Second'].map(setOf)).size).toBe(1);
    expect(manifest.effectiveSets).toHaveLength(4);
  });

  it('is one only where the author says so: a flag that is absent allows', () => {
    const allowed = declaredProject('Top', {
      connections: [declaredAws('a'), declaredAws('b', { allowInSubProjects: true })],
      projects: [declaredProject('Below')],
    });
    expect(effective(flatten(declaredStack([allowed])), 'Below').inherited).toEqual(['Top/a', 'Top/b']);
  });
});

describe('a Vault connection', () => {
  const below = declaredProject('Below', {
    connections: [vault('near', 'payments')],
    projects: [declaredProject('Leaf')],
  });
  const stack = declaredStack([below, declaredProject('Beside')], {
    connections: [vault('far', 'payments'), vault('other', 'other'), vault('none', undefined)],
  });
  const manifest = flatten(stack);

  it('shadows one above it with the same id, and no other', () => {
    expect(effective(manifest, 'Leaf')).toEqual({
      own: [],
      inherited: ['Below/near', '_Root/none', '_Root/other'],
      hidden: [{ address: '_Root/far', because: 'shadowed', by: 'Below/near' }],
    });
  });

  it('is not shadowed elsewhere', () => {
    expect(effective(manifest, 'Beside').inherited).toEqual(['_Root/far', '_Root/none', '_Root/other']);
  });
});

describe('a reference', () => {
  it('becomes the address of the other connection, and an id that the author gave stays as it is', () => {
    const base = declaredAws('base');
    const connections = [
      base,
      declaredAwsRole('role', { call: base.call }),
      declaredAwsRole('z', { existing: 'aws_1' }),
    ];
    const manifest = flatten(declaredStack([declaredProject('Payments', { connections })]));
    expect(manifest.connections.map(({ properties }) => properties['awsConnectionId'])).toEqual([
      undefined,
      { connection: 'Payments/base' },
      'aws_1',
    ]);
  });
});

describe('TeamCity Cloud', () => {
  it('provides connections in the root, which nobody declares', () => {
    const { provided, connections } = flatten({ ...declaredStack([]), edition: 'cloud' });
    expect(connections).toEqual([]);
    expect(provided).toEqual([
      { id: 'tc-cloud-bitbucket-connection', kind: 'bitbucketCloudConnection', displayName: 'Bitbucket Cloud' },
      { id: 'tc-cloud-github-connection', kind: 'githubConnection', displayName: 'GitHub.com' },
      { id: 'tc-cloud-gitlab-connection', kind: 'gitlabConnection', displayName: 'GitLab.com' },
    ]);
  });

  it('is not what a server of one’s own is', () => {
    expect(flatten(declaredStack([]))).not.toHaveProperty('provided');
  });
});
