import {
  accessKey,
  accessKeys,
  dockerECRRegistry,
  dockerRegistry,
  gheConnection,
  githubConnection,
  root,
  secret,
  slackConnection,
} from 'plugboard';

const kept = secret.env('KEPT');

export default root({
  stack: 'acme',
  connections: {
    github: githubConnection({ displayName: 'GitHub.com', clientId: 'Iv1.1', clientSecret: kept, adopt: 'PROJECT_EXT_1' }),
    enterprise: gheConnection({
      displayName: 'Enterprise',
      serverUrl: 'https://github.example.com',
      clientId: 'Iv1.2',
      clientSecret: kept,
      useUniqueCallback: false,
      adopt: 'PROJECT_EXT_2',
    }),
    hub: dockerRegistry({ name: 'Docker Hub', adopt: 'PROJECT_EXT_3' }),
    ecr: dockerECRRegistry({
      displayName: 'ECR',
      registryId: '123456789012',
      regionCode: 'eu-west-1',
      credentialsProvider: accessKey({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: kept }),
      credentialsType: accessKeys(),
      adopt: 'PROJECT_EXT_4',
    }),
    slack: slackConnection({
      displayName: 'Slack',
      clientId: '1.2',
      clientSecret: kept,
      botToken: kept,
      serviceMessageMaxNotificationsPerBuild: 0,
      adopt: 'PROJECT_EXT_5',
    }),
  },
});
