import { project, root, secret } from 'plugboard';
import { artifactory, otherUser } from './plugboard.kinds.ts';

export default root({
  stack: 'acme',
  connections: {
    artifactory: artifactory({
      displayName: 'Artifactory',
      url: 'https://artifactory.example.com',
      resolver: otherUser({ userName: 'reader', password: secret.keep() }),
      adopt: 'PROJECT_EXT_1',
    }),
  },
  projects: [project('Payments', { needs: ['artifactory'] })],
});
