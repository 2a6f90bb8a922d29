import { npmRegistry, project, root } from 'plugboard';

export default root({
  stack: 'web-team',
  projects: [
    project('Web', {
      parent: 'Platform',
      connections: { npm: npmRegistry({ name: 'npm', url: 'https://npm.example.com', scope: '@web' }) },
      projects: [project('Web_Shop')],
    }),
  ],
});
