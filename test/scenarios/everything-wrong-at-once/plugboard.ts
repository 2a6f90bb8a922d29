import { dockerRegistry, githubConnection, project, root, secret } from 'plugboard';

const shared = project('Shared');

export default root({
  stack: 'acme',
  connections: {
    github: githubConnection({
      displayName: 'GitHub.com',
      clientId: 'Iv1.1',
      clientSecret: 'not-so-secret',
    }),
    'docker hub': dockerRegistry({ name: 'Docker Hub', usrName: 'ci', password: secret.env('HUB') }),
    other: githubConnection({ displayName: 'Other', clientSecret: secret.env('OTHER') }),
  },
  projects: [
    project('Payments', { projects: [shared], needs: ['slackConnection'] }),
    project('Storefront', { projects: [shared] }),
    project('payments', {}),
    project('1st'),
  ],
});
