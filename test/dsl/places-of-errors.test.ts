import { beforeAll, describe, expect, it } from 'vitest';
import { type FoundError, typeErrors } from './type-errors.ts';

/** Marks in a program where its one error is expected. */
const mark = '▸';

const head = `import * as p from 'plugboard';
const clientSecret = p.secret.env('CLIENT_SECRET');
const ecr = { displayName: 'ECR', registryId: '123456789012', regionCode: 'eu-central-1' };
const roleArn = 'arn:aws:iam::123456789012:role/deploy';
`;

/** Wrong programs, by what is wrong with them. */
const wrong: Readonly<Record<string, string>> = {
  // Nothing stands where something is missing: what it is missing from is the nearest place.
  'a missing property': "p.githubConnection(▸{ displayName: 'a', clientSecret });",
  'a missing property of an option':
    "p.dockerECRRegistry({ ...ecr, credentialsProvider: p.defaultCredentialsProvider(), credentialsType: p.tempCredentials(▸{ externalId: 'x' }) });",
  'a missing property of an option without any':
    "p.kubernetesConnection({ name: 'a', apiServerUrl: 'https://a', authStrategy: p.eks(▸{}) });",
  'a missing name of the stack': 'p.root(▸{ projects: [] });',
  'a missing key of a place in Vault': "p.secret.vault(▸{ path: 'a' });",
  'an unknown property': "p.githubConnection({ displayName: 'a', clientId: 'b', clientSecret, ▸clientKey: 'c' });",
  'an unknown property of a project': "p.project('A', { ▸conections: {} });",
  'an unknown property of the stack': "p.root({ stack: 'a', ▸project: [] });",
  'the property of another kind': "p.dockerRegistry({ ▸displayName: 'a', url: 'https://registry.example.com' });",
  'the property of another option':
    "p.accessKey({ accessKeyId: 'A', secretAccessKey: clientSecret, ▸iamRoleArn: roleArn });",
  'a secret as text': "p.githubConnection({ displayName: 'a', clientId: 'b', ▸clientSecret: 'hunter2' });",
  'a secret as text in an option':
    "p.hashiCorpVaultConnection({ name: 'a', authMethod: p.ldap({ path: 'a', username: 'b', ▸password: 'c' }) });",
  'a secret as text under a free name':
    "p.custom({ providerType: 'a', displayName: 'b', secrets: { ▸token: 'hunter2' } });",
  'a secret where text belongs': "p.githubConnection({ displayName: 'a', ▸clientId: clientSecret, clientSecret });",
  'a number where text belongs': "p.custom({ providerType: 'a', displayName: 'b', properties: { ▸timeout: 300 } });",
  'text that is no parameter where a number belongs':
    "p.slackConnection({ displayName: 'a', clientId: 'b', clientSecret, botToken: clientSecret, ▸serviceMessageMaxNotificationsPerBuild: 'ten' });",
  'text that is no parameter where a flag belongs':
    "p.gheConnection({ displayName: 'a', serverUrl: 'b', clientId: 'c', clientSecret, ▸useUniqueCallback: 'yes' });",
  'a value that may be absent':
    "p.githubConnection({ displayName: 'a', ▸clientId: [].find(() => true) as string | undefined, clientSecret });",
  'a wrong literal': "p.root({ stack: 'a', ▸edition: 'clod' });",
  'a wrong option of every connection':
    "p.githubConnection({ displayName: 'a', clientId: 'b', clientSecret, ▸protect: 'yes' });",
  'the option of another choice':
    'p.dockerECRRegistry({ ...ecr, ▸credentialsProvider: p.accessKeys(), credentialsType: p.accessKeys() });',
  'an option that is not called':
    'p.dockerECRRegistry({ ...ecr, credentialsProvider: ▸p.defaultCredentialsProvider, credentialsType: p.accessKeys() });',
  'an option by hand, with less than it needs':
    "p.dockerECRRegistry({ ...ecr, ▸credentialsProvider: { option: 'accessKey', accessKeyId: 'A' }, credentialsType: p.accessKeys() });",
  'an option by hand, with the property of another one':
    "p.dockerECRRegistry({ ...ecr, credentialsProvider: { option: 'defaultCredentialsProvider', ▸accessKeyId: 'A' }, credentialsType: p.accessKeys() });",
  'a connection of another kind':
    "p.iamRole({ roleArn, ▸awsConnection: p.githubConnection({ displayName: 'a', clientId: 'b', clientSecret }) });",
  'an id in place of a connection': "p.iamRole({ roleArn, ▸awsConnection: 'awsConnection_3' });",
  'a kind in place of a connection': "p.project('A', { connections: { hub: ▸p.dockerRegistry } });",
  'a connection by hand':
    "p.project('A', { connections: { hub: { kind: 'dockerRegistry', ▸url: 'https://registry.example.com' } } });",
  'a list of connections': "p.project('A', { ▸connections: [p.dockerRegistry({ name: 'a' })] });",
  'a connection among projects': "p.project('A', { projects: [▸p.dockerRegistry({ name: 'a' })] });",
  'a need of an unknown kind': "p.project('A', { needs: ['dockerRegistry', ▸'slackConection'] });",
  'a need of an unknown kind, with a value':
    "p.project('A', { needs: [{ ▸kind: 'dockerRegistri', url: 'https://registry.example.com' }] });",
  'a need by a property that the kind does not have':
    "p.project('A', { needs: [{ kind: 'dockerRegistry', ▸urll: 'https://registry.example.com' }] });",
  'a need by a secret': "p.project('A', { needs: [{ kind: 'dockerRegistry', ▸password: 'hunter2' }] });",
  'a need of an unknown use': "p.project('A', { needs: ['dockerRegistry', { ▸use: 'issue-trakcer' }] });",
  'a need of a use, with an unknown property':
    "p.project('A', { needs: [{ use: 'issue-tracker', ▸hots: 'github.com' }] });",
  'a need of nothing': "p.project('A', { needs: [▸{ host: 'github.com' }] });",
  'a rule that there is not': "p.root({ stack: 'a', rules: { ▸'equal-displaynames': 'off' } });",
  'a setting of a rule that there is not': "p.root({ stack: 'a', rules: { ▸'equal-display-names': 'warn' } });",
  'a function in place of a policy': "p.root({ stack: 'a', policies: [▸() => undefined] });",
  'an unknown property in a policy':
    "p.policy('a', { manifest: ({ connections }, report) => connections.forEach((one) => report.error(one.▸adress, 'x')) });",
  'a wrong option of a secret': "p.secret.env('A', { ▸revision: '2' });",
};

/** A file for each program, without the mark. */
const files = Object.fromEntries(
  Object.values(wrong).map((program, index) => [
    `${index}.ts`,
    `${head}export const a = ${program.replace(mark, '')}\n`,
  ]),
);

describe('a type error stands at what is wrong', () => {
  let errors: readonly FoundError[];
  beforeAll(() => {
    ({ errors } = typeErrors(files));
  });

  it.each(Object.entries(wrong).map(([what, program], index) => [what, program, `${index}.ts`]))(
    '%s',
    (_, program, file) => {
      const found = errors.filter((one) => one.file === file);
      const pointed = found.map(({ line, column }) => {
        const lines = (files[file] ?? '').split('\n');
        const text = lines[line - 1] ?? '';
        return `${text.slice(0, column - 1)}${mark}${text.slice(column - 1)}`.replace('export const a = ', '');
      });
      expect(pointed).toEqual([program]);
    },
  );

  it('and there is nothing else wrong with the programs', () => {
    expect(errors.length).toBe(Object.keys(wrong).length);
  });
});
