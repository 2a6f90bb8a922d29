/** What the types must refuse. `npm run check:types` fails where a line marked here compiles after all. */
import {
  type AccessKey,
  accessKey,
  accessKeys,
  awsConnection,
  awsDefault,
  type Connection,
  custom,
  type DefaultCredentialsProvider,
  defaultCredentialsProvider,
  dockerECRRegistry,
  dockerRegistry,
  existing,
  gheConnection,
  githubConnection,
  iamRole,
  type Need,
  npmRegistry,
  root,
  type Secret,
  secret,
  slackConnection,
  tempCredentials,
} from 'plugboard';

const clientSecret = secret.env('CLIENT_SECRET');
const key: AccessKey = accessKey({ accessKeyId: 'AKIA', secretAccessKey: clientSecret });
const github = githubConnection({ displayName: 'a', clientId: 'b', clientSecret });
const aws = awsConnection({ name: 'a', credentialsType: awsDefault() });
const words: string[] = ['show', 'ci/registry'];
const roleArn = 'arn:aws:iam::123456789012:role/a';
const ecr = { displayName: 'ECR', registryId: '123456789012', regionCode: 'eu-central-1' };

/** These compile, so that the refusals below are refusals of one thing each. */
export const right: readonly Connection[] = [
  githubConnection({ displayName: 'a', clientId: 'b', clientSecret }),
  githubConnection({ displayName: 'a', clientId: 'b', clientSecret, adopt: 'PROJECT_EXT_1', protect: true }),
  gheConnection({ displayName: 'a', serverUrl: 'b', clientId: 'c', clientSecret, useUniqueCallback: '%unique%' }),
  slackConnection({ displayName: 'a', clientId: 'b', clientSecret, botToken: clientSecret }),
  dockerECRRegistry({ ...ecr, credentialsProvider: key, credentialsType: accessKeys() }),
  githubConnection({ displayName: 'a', clientId: 'b', clientSecret: secret.keep() }),
  githubConnection({
    displayName: 'a',
    clientId: 'b',
    clientSecret: secret.vault({ path: 'c', key: 'd', version: 3 }),
  }),
  githubConnection({ displayName: 'a', clientId: 'b', clientSecret: secret.command(['c', ...words], { revision: 2 }) }),
  custom({ providerType: 'a', displayName: 'b', properties: { url: 'c' }, secrets: { token: clientSecret } }),
  awsConnection({ name: 'a', credentialsType: iamRole({ roleArn, awsConnection: aws }) }),
  awsConnection({ name: 'a', credentialsType: iamRole({ roleArn, awsConnection: existing('aws_1') }) }),
];

// @ts-expect-error a secret in plain text
githubConnection({ displayName: 'a', clientId: 'b', clientSecret: 'hunter2' });
// @ts-expect-error a reference to a secret that says two places
void ({ secret: 'env', name: 'a', path: 'b' } satisfies Secret);
// @ts-expect-error a place in Vault without a key
secret.vault({ path: 'ci/registry' });
// @ts-expect-error a place in Vault as one text
secret.vault('secret/ci/registry#password');
// @ts-expect-error a revision among what says where the value is
secret.vault({ path: 'ci/registry', key: 'password', revision: 2 });
// @ts-expect-error a version that is no number
secret.vault({ path: 'ci/registry', key: 'password', version: 'latest' });
// @ts-expect-error a command as one text, as for a shell
secret.command('pass show ci/registry');
// @ts-expect-error a command without a program
secret.command([]);
// @ts-expect-error a secret that stays, and is sent again
secret.keep({ revision: 2 });
// @ts-expect-error a secret in plain text, under a free name
custom({ providerType: 'a', displayName: 'b', secrets: { token: 'hunter2' } });
// @ts-expect-error a reference to a connection of another kind
iamRole({ roleArn, awsConnection: github });
// @ts-expect-error an id in place of a connection
iamRole({ roleArn, awsConnection: 'aws_1' });
// @ts-expect-error an unknown property
githubConnection({ displayName: 'a', clientId: 'b', clientSecret, clientKey: 'c' });
// @ts-expect-error a missing property
githubConnection({ displayName: 'a', clientSecret });
// @ts-expect-error a property under the name of another kind
dockerRegistry({ displayName: 'a' });
// @ts-expect-error a registry without an address
npmRegistry({ name: 'a' });
// @ts-expect-error text for a flag that is not a parameter reference
gheConnection({ displayName: 'a', serverUrl: 'b', clientId: 'c', clientSecret, useUniqueCallback: 'yes' });
// @ts-expect-error a property of every connection with a wrong type
githubConnection({ displayName: 'a', clientId: 'b', clientSecret, protect: 'yes' });

// @ts-expect-error an access key without its secret
accessKey({ accessKeyId: 'AKIA' });
// @ts-expect-error the default chain knows its keys by itself
defaultCredentialsProvider({ accessKeyId: 'AKIA' });
// @ts-expect-error temporary credentials without a role
tempCredentials({ externalId: 'x' });
// @ts-expect-error an option of another choice
dockerECRRegistry({ ...ecr, credentialsProvider: accessKeys(), credentialsType: accessKeys() });
// @ts-expect-error an option that is not called
dockerECRRegistry({ ...ecr, credentialsProvider: key, credentialsType: accessKeys });
// @ts-expect-error the values of an option without the option
dockerECRRegistry({ ...ecr, credentialsProvider: { accessKeyId: 'A' }, credentialsType: accessKeys() });
const { registryId: _, ...noRegistry } = ecr;
// @ts-expect-error a registry without the account that it belongs to
dockerECRRegistry({ ...noRegistry, credentialsProvider: key, credentialsType: accessKeys() });

// @ts-expect-error both options of one choice at once
void ({ option: 'defaultCredentialsProvider', accessKeyId: 'A' } satisfies AccessKey | DefaultCredentialsProvider);

/** Needs of every form, so that the refusals below are refusals of one thing each. */
export const needs: readonly Need[] = [
  'slackConnection',
  { kind: 'dockerRegistry', url: 'https://registry.example.com' },
  { use: 'issue-tracker', host: 'github.com' },
];
// @ts-expect-error a kind that there is not
void ('slackConection' satisfies Need);
// @ts-expect-error a kind that there is not, with a value
void ({ kind: 'dockerRegistri', url: 'https://registry.example.com' } satisfies Need);
// @ts-expect-error a property that the kind does not have
void ({ kind: 'dockerRegistry', serverUrl: 'https://registry.example.com' } satisfies Need);
// @ts-expect-error a property that is secret
void ({ kind: 'dockerRegistry', password: 'hunter2' } satisfies Need);
// @ts-expect-error a kind and a use
void ({ kind: 'dockerRegistry', use: 'docker-login' } satisfies Need);
// @ts-expect-error a use that TeamCity has for no connection
void ({ use: 'issue-trakcer' } satisfies Need);
// @ts-expect-error a need for nothing
void ({ host: 'github.com' } satisfies Need);

// @ts-expect-error a rule that there is not
root({ stack: 'a', rules: { 'equal-displaynames': 'off' } });
// @ts-expect-error a rule that stays an error
root({ stack: 'a', rules: { 'wrong-properties': 'off' } });
// @ts-expect-error a setting that there is not
root({ stack: 'a', rules: { 'equal-display-names': 'warn' } });
