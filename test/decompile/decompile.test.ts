import { describe, expect, it } from 'vitest';
import { decompile } from '../../compiler/decompile/decompile.ts';
import type { LiveFeature } from '../../compiler/model.ts';
import { liveProject, liveRegistry, liveState } from '../live-state.ts';
import { filesOf, liveFeature, marker, options } from './imported.ts';

const ecr = liveFeature(
  'PROJECT_EXT_7',
  'AmazonDocker',
  {
    displayName: 'Amazon ECR',
    registryId: '123456789012',
    'aws.region.name': 'eu-central-1',
    'aws.use.default.credential.provider.chain': 'true',
    'aws.access.key.id': 'AKIAIOSFODNN7EXAMPLE',
    'aws.credentials.type': 'aws.access.keys',
  },
  ['secure:aws.secret.access.key'],
);

const server = liveState([
  liveProject('_Root', {
    connections: [
      liveFeature(
        'PROJECT_EXT_1',
        'GitHub',
        { displayName: 'GitHub.com', clientId: 'Iv1.a', gitHubUrl: 'https://github.com/' },
        ['secure:clientSecret'],
      ),
    ],
  }),
  liveProject('Payments'),
  liveProject('Payments_Backend', {
    parent: 'Payments',
    connections: [
      liveRegistry('PROJECT_EXT_2', 'Registry', { repositoryUrl: 'https://%host%/', userName: 'ci' }, [
        'secure:userPass',
      ]),
      liveRegistry('PROJECT_EXT_3', 'Registry'),
      ecr,
    ],
  }),
  liveProject('Empty'),
  liveProject('Tools', {
    connections: [
      liveFeature('PROJECT_EXT_9', 'JFrog_Artifactory', { displayName: 'Artifactory', 'a.b': 'x' }, [
        'secure:password',
      ]),
    ],
  }),
]);

describe('a server', () => {
  it('becomes a file for each top-level project that carries connections', () => {
    expect(filesOf(server)).toEqual({
      'plugboard.ts': `${marker}
import { githubConnection, root, secret } from 'plugboard';
import { payments } from './payments.ts';
import { tools } from './tools.ts';

export default root({
  stack: 'acme',
  connections: {
    gitHubCom: githubConnection({
      adopt: 'PROJECT_EXT_1',
      displayName: 'GitHub.com',
      clientId: 'Iv1.a',
      clientSecret: secret.keep(),
    }),
  },
  projects: [payments, tools],
});
`,
      'payments.ts': `${marker}
import { accessKeys, defaultCredentialsProvider, dockerECRRegistry, dockerRegistry, project, secret } from 'plugboard';

const backend = project('Payments_Backend', {
  connections: {
    registry: dockerRegistry({
      adopt: 'PROJECT_EXT_2',
      name: 'Registry',
      url: 'https://%host%/',
      userName: 'ci',
      password: secret.keep(),
    }),
    registry2: dockerRegistry({
      adopt: 'PROJECT_EXT_3',
      name: 'Registry',
      url: 'https://registry.example.com',
    }),
    // On the server: \`aws.access.key.id\`, \`secure:aws.secret.access.key\`, left over from another choice, kept and not
    // read.
    amazonEcr: dockerECRRegistry({
      adopt: 'PROJECT_EXT_7',
      displayName: 'Amazon ECR',
      registryId: '123456789012',
      regionCode: 'eu-central-1',
      credentialsProvider: defaultCredentialsProvider(),
      credentialsType: accessKeys(),
    }),
  },
});

export const payments = project('Payments', { projects: [backend] });
`,
      'tools.ts': `${marker}
import { custom, project, secret } from 'plugboard';

export const tools = project('Tools', {
  connections: {
    artifactory: custom({
      adopt: 'PROJECT_EXT_9',
      providerType: 'JFrog_Artifactory',
      displayName: 'Artifactory',
      properties: {
        'a.b': 'x',
      },
      secrets: {
        password: secret.keep(),
      },
    }),
  },
});
`,
    });
  });

  it('becomes one file, with every project and a variable for each secret, where that is wanted', () => {
    const live = liveState([
      liveProject('Payments_Backend', {
        connections: [liveRegistry('PROJECT_EXT_2', 'Docker Hub', {}, ['secure:userPass'])],
      }),
      liveProject('Empty'),
    ]);
    expect(filesOf(live, { layout: 'single', all: true, secrets: 'env' })).toEqual({
      'plugboard.ts': `${marker}
import { dockerRegistry, project, root, secret } from 'plugboard';

const paymentsBackend = project('Payments_Backend', {
  connections: {
    dockerHub: dockerRegistry({
      adopt: 'PROJECT_EXT_2',
      name: 'Docker Hub',
      url: 'https://registry.example.com',
      password: secret.env('PAYMENTS_BACKEND_DOCKER_HUB_PASSWORD'),
    }),
  },
});

const empty = project('Empty');

export default root({ stack: 'acme', projects: [paymentsBackend, empty] });
`,
    });
  });

  it('with nothing on it becomes a stack that declares nothing', () => {
    expect(filesOf(liveState([liveProject('Empty')]))).toEqual({
      'plugboard.ts': `${marker}\nimport { root } from 'plugboard';\n\nexport default root({ stack: 'acme' });\n`,
    });
  });
});

describe('a server of TeamCity Cloud', () => {
  it('is declared as such, without the connections that it provides', () => {
    const provided = liveFeature('tc-cloud-github-connection', 'GitHub', { displayName: 'GitHub.com' });
    const live = liveState([liveProject('_Root', { connections: [provided, liveRegistry('E', 'R')] })]);
    const { files, connections } = decompile(live, options);
    expect(connections).toBe(1);
    expect(files.get('plugboard.ts')).toContain(
      "root({\n  stack: 'acme',\n  edition: 'cloud',\n  connections: {\n    r:",
    );
  });
});

describe('a connection that its own kind cannot declare', () => {
  const declared = (live: LiveFeature): string | undefined => {
    const text = decompile(liveState([liveProject('_Root', { connections: [live] })]), options).files.get(
      'plugboard.ts',
    );
    return text
      ?.split('\n')
      .slice(6, -3)
      .map((line) => line.trim())
      .join('\n');
  };

  it.each([
    [
      'without a secret that it must have',
      liveFeature('X', 'GitHub', { displayName: 'GitHub.com', clientId: 'a' }),
      "// No `githubConnection`, because it has no `clientSecret` on the server.\ngitHubCom: custom({\nadopt: 'X',\nproviderType: 'GitHub',\ndisplayName: 'GitHub.com',\nproperties: {\nclientId: 'a',\n},\n}),",
    ],
    [
      'without a display name',
      liveFeature('X', 'Docker', { displayName: '', userName: 'a' }),
      "// No `dockerRegistry`, because it has no `name` on the server.\ncustom: custom({\nadopt: 'X',\nproviderType: 'Docker',\ndisplayName: '',\nproperties: {\nuserName: 'a',\n},\n}),",
    ],
    [
      'with another value than the kind fixes',
      liveFeature('X', 'GitHub', { displayName: 'G', clientId: 'a', gitHubUrl: 'https://other/' }, [
        'secure:clientSecret',
      ]),
      "// No `githubConnection`, because its `gitHubUrl` is stored in another way.\ng: custom({\nadopt: 'X',\nproviderType: 'GitHub',\ndisplayName: 'G',\nproperties: {\nclientId: 'a',\ngitHubUrl: 'https://other/',\n},\nsecrets: {\nclientSecret: secret.keep(),\n},\n}),",
    ],
  ])('%s is declared with `custom`, and why', (_, live, text) => {
    expect(declared(live)).toBe(text);
  });

  it('but only keeps more than the kind knows, is declared as its kind', () => {
    const live = liveRegistry('X', 'R', { other: 'x' }, ['secure:more']);
    expect(declared(live)).toBe(
      "// On the server: `other`, `secure:more`, kept as it is: `dockerRegistry` has no property for it.\nr: dockerRegistry({\nadopt: 'X',\nname: 'R',\nurl: 'https://registry.example.com',\n}),",
    );
  });
});
