/** The files of a first stack, by name. It declares one connection that needs no account anywhere. */
export const firstStack = (stack: string): ReadonlyMap<string, string> =>
  new Map([
    ['plugboard.ts', program(stack)],
    ['tsconfig.json', settings],
    ['.gitignore', ignored],
  ]);

const program = (stack: string): string => `import { dockerRegistry, root } from 'plugboard';

export default root({
  stack: '${stack}',
  // What stands here, in the root project, can be used in every project of the server.
  connections: {
    dockerHub: dockerRegistry({ name: 'Docker Hub', url: 'https://docker.io' }),
  },
  // Projects with connections of their own: project('Payments', { connections: { ... } })
  projects: [],
});
`;

/** For editors alone: `plugboard check` brings its own. */
const settings = `{
  "compilerOptions": {
    "strict": true,
    "noEmit": true,
    "target": "es2023",
    "lib": ["es2023"],
    "module": "esnext",
    "moduleResolution": "bundler",
    "allowImportingTsExtensions": true,
    "types": [],
    "skipLibCheck": true
  },
  "include": ["**/*.ts"]
}
`;

const ignored = `node_modules/
plan.json
plan.md
`;
