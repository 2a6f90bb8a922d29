import { githubConnection, root, secret } from 'plugboard';

export default root({
  stack: 'acme',
  connections: {
    github: githubConnection({
      displayName: 'GitHub.com',
      clientId: 'Iv1.8a61f9b3a7aba766',
      clientSecret: secret.env('GITHUB_CLIENT_SECRET', { revision: 2 }),
    }),
  },
});
