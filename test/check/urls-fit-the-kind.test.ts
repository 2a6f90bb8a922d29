import { describe, expect, it } from 'vitest';
import { urlsFitTheKind } from '../../compiler/check/rules/urls-fit-the-kind.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredConnection, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';
import { clusterSignedInAt, gheAt, gitlabAt, registryAt } from './urls.ts';

const found = (connection: DeclaredConnection): ReturnType<typeof runRule> =>
  runRule(urlsFitTheKind, declaredStack([], { connections: [connection] }));

const appOf = (ownerUrl: string): DeclaredConnection =>
  declaredConnection('a', 'githubAppConnection', { displayName: 'App', ownerUrl });

describe('URLs fit the kind', () => {
  it.each([
    ['an own server', gitlabAt('https://gitlab.example.com')],
    ['the service that the kind is for', appOf('https://github.com/acme')],
    ['a host below that of a service', registryAt('https://registry.gitlab.com')],
    ['a host that only ends like one', gitlabAt('https://notgithub.com')],
    ['a provider that signs clusters in', clusterSignedInAt('https://gitlab.com')],
    ['a URL that is known at run time', gitlabAt('https://%gitlab.host%')],
  ])('accepts %s', (_, connection) => {
    expect(found(connection)).toEqual([]);
  });

  it.each([
    ['GitHub.com for GitLab', gitlabAt('https://github.com/acme'), 'githubAppConnection` or `githubConnection'],
    ['GitHub.com for GitHub Enterprise', gheAt('https://GitHub.com'), 'githubAppConnection` or `githubConnection'],
    ['GitLab.com for a server of one’s own', gitlabAt('https://gitlab.com'), 'gitlabConnection'],
    ['GitLab.com for a GitHub App', appOf('https://gitlab.com/acme'), 'gitlabConnection'],
    ['Bitbucket Cloud for GitLab', gitlabAt('https://bitbucket.org/acme'), 'bitbucketCloudConnection'],
    [
      'Azure DevOps for GitLab',
      gitlabAt('https://acme.visualstudio.com'),
      'azureDevOpsOAuthConnection` or `azureDevopsConnection',
    ],
    [
      'Amazon ECR for a Docker registry',
      registryAt('123456789012.dkr.ecr.eu-central-1.amazonaws.com'),
      'dockerECRRegistry',
    ],
  ])('finds %s', (_, connection, right) => {
    expect(found(connection)).toMatchObject([
      { code: 'PB214', hint: `Declare a \`${right}\`, or give the URL of the server that is meant.` },
    ]);
  });
});
