import { dockerRegistry, root } from 'plugboard';

export default root({
  stack: 'acme',
  connections: { hub: dockerRegistry({ name: 'Docker Hub' }) },
});
