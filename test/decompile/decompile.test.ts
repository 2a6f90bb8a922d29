import { describe, expect, it } from 'vitest';
import { type DecompileOptions, decompile } from '../../compiler/decompile/decompile.ts';
import type { Live, LiveFeature } from '../../compiler/model.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

const marker =
  '// Written by `plugboard import`. It is yours to edit: the next import changes only what has changed on the server.';
const options: DecompileOptions = { stackName: 'acme', layout: 'tree', all: false, secrets: 'keep' };
const filesOf = (live: Live, more: Partial<DecompileOptions> = {}): unknown =>
  Object.fromEntries(decompile(live, { ...options, ...more }).files);

function liveFeature(
  id: string,
  provider: string,
  properties: Readonly<Record<string, string>>,
  hidden: readonly string[] = [],
): LiveFeature {
  return { id, type: 'OAuthProvider', properties: { providerType: provider, ...properties }, hidden };
}

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

describe('connections that others refer to', () => {
  const aws = (id: string, more: Readonly<Record<string, string>>): LiveFeature =>
    liveFeature(id, 'AWS', { displayName: `AWS ${id}`, awsRegionName: 'eu-central-1', ...more });
  const role = (id: string, of: string): LiveFeature =>
    aws(id, { awsCredentialsType: 'awsAssumeIamRole', awsIamRoleArn: 'arn:aws:iam::1:role/a', awsConnectionId: of });
  const base = aws('base', { awsCredentialsType: 'defaultProvider' });

  it('are variables, in a file of their own where several files need them', () => {
    const live = liveState([
      liveProject('_Root', { connections: [base] }),
      liveProject('Payments', { connections: [role('one', 'base'), role('two', 'one')] }),
    ]);
    expect(filesOf(live)).toEqual({
      'plugboard.ts': `${marker}
import { root } from 'plugboard';
import { payments } from './payments.ts';
import { awsBase } from './shared-connections.ts';

export default root({
  stack: 'acme',
  connections: {
    awsBase,
  },
  projects: [payments],
});
`,
      'payments.ts': `${marker}
import { awsConnection, iamRole, project } from 'plugboard';
import { awsBase } from './shared-connections.ts';

const awsOne = awsConnection({
  adopt: 'one',
  name: 'AWS one',
  regionName: 'eu-central-1',
  credentialsType: iamRole({ roleArn: 'arn:aws:iam::1:role/a', awsConnection: awsBase }),
});

export const payments = project('Payments', {
  connections: {
    awsOne,
    awsTwo: awsConnection({
      adopt: 'two',
      name: 'AWS two',
      regionName: 'eu-central-1',
      credentialsType: iamRole({ roleArn: 'arn:aws:iam::1:role/a', awsConnection: awsOne }),
    }),
  },
});
`,
      'shared-connections.ts': `${marker}
import { awsConnection, awsDefault } from 'plugboard';

export const awsBase = awsConnection({
  adopt: 'base',
  name: 'AWS base',
  regionName: 'eu-central-1',
  credentialsType: awsDefault(),
});
`,
    });
  });

  it('are named by their ids where the import has them not, or they refer in a circle', () => {
    const other = ledgerFeature('L', 'other', '_Root', { base: { kind: 'awsConnection', id: 'base' } });
    const live = liveState([
      liveProject('_Root', { connections: [base], ledgers: [other] }),
      liveProject('A', { connections: [role('one', 'base'), role('two', 'three'), role('three', 'two')] }),
    ]);
    const text = decompile(live, options).files.get('a.ts') ?? '';
    expect([...text.matchAll(/adopt: '(.*?)'|awsConnection: (.*) }/g)].map(([, id, to]) => id ?? to)).toEqual([
      ...['three', "existing('two')", 'one', "existing('base')", 'two', 'awsThree'],
    ]);
  });

  it('stay raw values where they do not reach the project', () => {
    const live = liveState([
      liveProject('A', {
        connections: [{ ...base, properties: { ...base.properties, awsAllowedInSubProjects: 'false' } }],
      }),
      liveProject('A_B', { parent: 'A', connections: [role('one', 'base')] }),
    ]);
    expect(decompile(live, options).files.get('a.ts')).toContain(
      '// No `awsConnection`, because no `awsConnection` `base` reaches this project.\n    awsOne: custom({',
    );
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

describe('names', () => {
  const keys = (...names: readonly string[]): readonly string[] => {
    const connections = names.map((name, at) => liveRegistry(`E${at}`, name));
    const text = decompile(liveState([liveProject('_Root', { connections })]), options).files.get('plugboard.ts') ?? '';
    return [...text.matchAll(/^ {4}(\S+): dockerRegistry/gm)].map(([, key = '']) => key);
  };

  it('come from display names, and are legal', () => {
    expect(
      keys(
        'GitHub.com (reports)',
        "Joe's ECR",
        'Grüße',
        '世界',
        '1Password',
        'constructor',
        '__proto__',
        'HTTPServer X',
      ),
    ).toEqual([
      'gitHubComReports',
      'joesEcr',
      'grusse',
      'dockerRegistry',
      '_1Password',
      'constructor2',
      'proto',
      'httpServerX',
    ]);
    expect(keys(`${'long '.repeat(30)}`)[0]).toMatch(/^[A-Za-z]{1,80}$/);
  });

  it('are given once in a project', () => {
    expect(keys('A', 'a', 'A!', 'a2')).toEqual(['a', 'a2', 'a3', 'a22']);
  });

  it('that the ledger has are kept', () => {
    const connections = [liveRegistry('E1', 'Hub'), liveRegistry('E2', 'Other')];
    const ledgers = [ledgerFeature('L', 'acme', '_Root', { other: { kind: 'dockerRegistry', id: 'E1' } })];
    const text = decompile(liveState([liveProject('_Root', { connections, ledgers })]), options).files.get(
      'plugboard.ts',
    );
    expect([...(text ?? '').matchAll(/^ {4}(\S+): dockerRegistry/gm)].map(([, key]) => key)).toEqual([
      'other',
      'other2',
    ]);
  });

  it('of files and variables are unique and legal', () => {
    const ids = ['Con', 'default', 'Foo_Bar', 'FooBar', 'fooBar_', 'plugboard', 'secret'];
    const live = liveState(ids.map((id) => liveProject(id, { connections: [liveRegistry('E', 'R')] })));
    const { files } = decompile(live, options);
    expect([...files.keys()]).toEqual([
      ...[
        'plugboard.ts',
        'con-2.ts',
        'default.ts',
        'foo-bar.ts',
        'foo-bar-2.ts',
        'foo-bar-3.ts',
        'plugboard-2.ts',
        'secret.ts',
      ],
    ]);
    expect(files.get('plugboard.ts')).toContain(
      'projects: [con, default2, fooBar, fooBar2, fooBar3, plugboard, secret2]',
    );
  });
});

describe('what no declaration could say', () => {
  const outcome = (live: Live): unknown => {
    const { files, connections, diagnostics } = decompile(live, options);
    const projects = [...files.values()].flatMap((text) => [...text.matchAll(/project\('(.*?)'/g)].map(([, id]) => id));
    return { projects, connections, messages: diagnostics.map(({ code, message }) => `${code} ${message}`) };
  };
  const connections = [liveRegistry('E', 'R')];

  it('a parent that the import does not have is named', () => {
    const live = liveState([liveProject('A', { parent: 'Gone', connections })]);
    expect(outcome(live)).toEqual({ projects: ['A'], connections: 1, messages: [] });
    expect(decompile(live, options).files.get('a.ts')).toContain("project('A', {\n  parent: 'Gone',\n");
  });

  it('projects in a circle are left out, with those below', () => {
    const live = liveState([
      liveProject('A', { parent: 'B', connections }),
      liveProject('B', { parent: 'A' }),
      liveProject('C', { parent: 'A', connections }),
      liveProject('D', { connections }),
    ]);
    expect(outcome(live)).toEqual({
      projects: ['D'],
      connections: 1,
      messages: [
        'PB117 Project `A` is left out: its parents go in a circle (`A` stands below itself).',
        'PB117 Project `B` is left out: its parents go in a circle (`B` stands below itself).',
        'PB117 Project `C` is left out: its parents go in a circle (`A` stands below itself).',
      ],
    });
  });

  it('illegal ids, ids in two cases, and connections that cannot be adopted are left out', () => {
    const other = ledgerFeature('L', 'other', 'A', { hub: { kind: 'dockerRegistry', id: 'Owned' } });
    const live = liveState([
      liveProject('A', {
        ledgers: [other],
        connections: [
          ...connections,
          ...connections,
          liveRegistry('Owned', 'R'),
          liveRegistry('', 'R'),
          liveFeature('N', '', {}),
        ],
      }),
      liveProject('a', { connections }),
      liveProject('_Self', { connections }),
      liveProject('Locked', { readOnly: true, connections }),
    ]);
    expect(outcome(live)).toEqual({
      projects: ['A'],
      connections: 1,
      messages: [
        'PB117 Project `_Self` is left out: that cannot be the id of a project.',
        'PB117 Project `a` is left out: there is `A` already.',
        'PB117 Connection `E` of project `A` is left out: the project has another one with this id.',
        'PB117 Connection `Owned` of project `A` is left out: it belongs to stack `other`.',
        'PB117 Connection `` of project `A` is left out: it has no id.',
        'PB117 Connection `N` of project `A` is left out: it has no provider type.',
        'PB117 The connections of project `Locked` are left out: it is read-only on the server.',
      ],
    });
  });

  it('but one id in a project and in a child of it is no trouble', () => {
    const live = liveState([liveProject('A', { connections }), liveProject('A_B', { parent: 'A', connections })]);
    expect(outcome(live)).toEqual({ projects: ['A_B', 'A'], connections: 2, messages: [] });
  });
});
