import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { type ShownConnection, shownProjects } from '../../compiler/render/shown-project.ts';
import { declaredConnection, declaredProject, declaredStack } from '../declared.ts';

const google = (key: string): DeclaredConnection =>
  declaredConnection(key, 'googleConnection', {
    displayName: 'Google',
    clientId: 'a',
    clientSecret: { secret: 'env', name: 'A' },
  });

describe('what is shown of a project', () => {
  it('leaves out uses that only connections of the root have, unless it stands there', () => {
    const stack = declaredStack([declaredProject('Payments', { connections: [google('own')] })], {
      connections: [google('root')],
    });
    const [payments] = shownProjects(flatten(stack), ['Payments']);
    expect(payments?.connections.map(({ address, uses }) => [address, uses])).toEqual([
      ['Payments/own', []],
      ['_Root/root', [{ use: 'authentication', text: 'sign-in with Google', rootOnly: true }]],
    ]);
  });

  it('has what TeamCity Cloud provides, under the ids of the server', () => {
    const manifest = flatten({ ...declaredStack([declaredProject('Payments')]), edition: 'cloud' });
    const [payments] = shownProjects(manifest, ['Payments']);
    const provided = (address: string, kind: string, title: string): Omit<ShownConnection, 'uses'> => ({
      address,
      kind,
      title,
      displayName: title,
      from: 'TeamCity Cloud',
      inherited: true,
      provided: true,
    });
    expect(payments?.connections.map(({ uses: _, ...rest }) => rest)).toEqual([
      provided('tc-cloud-bitbucket-connection', 'bitbucketCloudConnection', 'Bitbucket Cloud'),
      provided('tc-cloud-github-connection', 'githubConnection', 'GitHub.com'),
      provided('tc-cloud-gitlab-connection', 'gitlabConnection', 'GitLab.com'),
    ]);
  });
});
