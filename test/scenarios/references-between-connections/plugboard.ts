import { awsConnection, awsStatic, type Connection, existing, iamRole, project, root, secret } from 'plugboard';

const base = awsConnection({
  name: 'AWS base',
  credentialsType: awsStatic({
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: secret.env('AWS_SECRET_ACCESS_KEY'),
  }),
});

const roleOver = (name: string, awsConnectionBelow: Parameters<typeof iamRole>[0]['awsConnection']): Connection =>
  awsConnection({
    name,
    credentialsType: iamRole({
      roleArn: 'arn:aws:iam::123456789012:role/deploy',
      awsConnection: awsConnectionBelow,
    }),
  });

export default root({
  stack: 'acme',
  connections: { base },
  projects: [
    project('Payments', {
      connections: {
        deployments: roleOver('Deployments', base),
        reports: roleOver('Reports', existing('awsConnection_3')),
      },
    }),
  ],
});
