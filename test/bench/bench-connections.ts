/** One connection of the benchmark, as the author writes it and as the server stores it. */
export interface BenchConnection {
  readonly key: string;
  readonly kind: string;
  /** The properties in the author's form, as they stand between the braces. */
  readonly source: string;
  /** Feature properties without the secrets. */
  readonly stored: Readonly<Record<string, string>>;
  /** Names of the feature properties that hold secrets. */
  readonly secrets: readonly string[];
}

/** Ten connections of ten kinds, as a project of some size has them. */
export function benchConnections(project: string): readonly BenchConnection[] {
  const host = `${project.replace('_', '').toLowerCase()}.example.com`;
  const env = (name: string): string => `secret.env('${project.toUpperCase()}_${name}')`;
  return [
    {
      key: 'github',
      kind: 'githubConnection',
      source: `displayName: 'GitHub.com ${project}', clientId: 'Iv1.${project}', clientSecret: ${env('GITHUB')}`,
      stored: {
        displayName: `GitHub.com ${project}`,
        providerType: 'GitHub',
        clientId: `Iv1.${project}`,
        gitHubUrl: 'https://github.com/',
        defaultTokenScope: 'public_repo,repo,repo:status,write:repo_hook',
      },
      secrets: ['secure:clientSecret'],
    },
    {
      key: 'enterprise',
      kind: 'gheConnection',
      source: `displayName: 'GitHub Enterprise ${project}', serverUrl: 'https://github.${host}', clientId: 'Iv1.${project}', clientSecret: ${env('GHE')}, useUniqueCallback: true`,
      stored: {
        displayName: `GitHub Enterprise ${project}`,
        providerType: 'GHE',
        gitHubUrl: `https://github.${host}`,
        clientId: `Iv1.${project}`,
        useUniqueRedirect: 'true',
      },
      secrets: ['secure:clientSecret'],
    },
    {
      key: 'gitlab',
      kind: 'gitlabConnection',
      source: `displayName: 'GitLab.com ${project}', applicationId: 'app-${project}', clientSecret: ${env('GITLAB')}`,
      stored: { displayName: `GitLab.com ${project}`, providerType: 'GitLabCom', clientId: `app-${project}` },
      secrets: ['secure:clientSecret'],
    },
    {
      key: 'ownGitlab',
      kind: 'gitlabEEConnection',
      source: `displayName: 'GitLab ${project}', serverUrl: 'https://gitlab.${host}', applicationId: 'app-${project}', clientSecret: ${env('GITLAB_EE')}`,
      stored: {
        displayName: `GitLab ${project}`,
        providerType: 'GitLabCEorEE',
        gitLabUrl: `https://gitlab.${host}`,
        clientId: `app-${project}`,
      },
      secrets: ['secure:clientSecret'],
    },
    {
      key: 'bitbucket',
      kind: 'bitbucketCloudConnection',
      source: `displayName: 'Bitbucket Cloud ${project}', key: 'key-${project}', clientSecret: ${env('BITBUCKET')}`,
      stored: { displayName: `Bitbucket Cloud ${project}`, providerType: 'BitBucketCloud', clientId: `key-${project}` },
      secrets: ['secure:clientSecret'],
    },
    {
      key: 'azure',
      kind: 'azureDevopsConnection',
      source: `displayName: 'Azure DevOps ${project}', serverUrl: 'https://dev.azure.com/${project.toLowerCase()}', accessToken: ${env('AZURE')}`,
      stored: {
        displayName: `Azure DevOps ${project}`,
        providerType: 'tfs',
        type: 'token',
        serverUrl: `https://dev.azure.com/${project.toLowerCase()}`,
      },
      secrets: ['secure:accessToken'],
    },
    {
      key: 'registry',
      kind: 'dockerRegistry',
      source: `name: 'Registry ${project}', url: 'https://registry.${host}', userName: 'ci', password: ${env('REGISTRY')}`,
      stored: {
        displayName: `Registry ${project}`,
        providerType: 'Docker',
        repositoryUrl: `https://registry.${host}`,
        userName: 'ci',
      },
      secrets: ['secure:userPass'],
    },
    {
      key: 'ecr',
      kind: 'dockerECRRegistry',
      source: `displayName: 'Amazon ECR ${project}', registryId: '123456789012', regionCode: 'eu-central-1', credentialsProvider: accessKey({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: ${env('ECR')} }), credentialsType: tempCredentials({ iamRoleArn: 'arn:aws:iam::123456789012:role/${project}' })`,
      stored: {
        displayName: `Amazon ECR ${project}`,
        providerType: 'AmazonDocker',
        registryId: '123456789012',
        'aws.region.name': 'eu-central-1',
        'aws.use.default.credential.provider.chain': '',
        'aws.access.key.id': 'AKIAIOSFODNN7EXAMPLE',
        'aws.credentials.type': 'aws.temp.credentials',
        'aws.iam.role.arn': `arn:aws:iam::123456789012:role/${project}`,
      },
      secrets: ['secure:aws.secret.access.key'],
    },
    {
      key: 'slack',
      kind: 'slackConnection',
      source: `displayName: 'Slack ${project}', clientId: '1.${project}', clientSecret: ${env('SLACK')}, botToken: ${env('SLACK_BOT')}, serviceMessageMaxNotificationsPerBuild: 10`,
      stored: {
        displayName: `Slack ${project}`,
        providerType: 'slackConnection',
        clientId: `1.${project}`,
        serviceMessageMaxNotificationsPerBuild: '10',
      },
      secrets: ['secure:clientSecret', 'secure:token'],
    },
    {
      key: 'npm',
      kind: 'npmRegistry',
      source: `name: 'npm ${project}', url: 'https://npm.${host}', scope: '@${project.toLowerCase()}', token: ${env('NPM')}`,
      stored: {
        displayName: `npm ${project}`,
        providerType: 'NpmRegistry',
        npmRegistryHost: `https://npm.${host}`,
        npmRegistryScope: `@${project.toLowerCase()}`,
      },
      secrets: ['secure:npmRegistryToken'],
    },
  ];
}
