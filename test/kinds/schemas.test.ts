import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { validateProperties } from '../../compiler/kinds/validate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');
const schemaOf = (path: string): object => JSON.parse(read(path)) as object;

const files = readdirSync(`${root}/schemas/kinds`).sort();
const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
const conforms = ajv.compile(schemaOf('schemas/kind.schema.json'));
const errorsOf = (schema: object): unknown => (conforms(schema) ? [] : conforms.errors);

describe('kind files', () => {
  it('are the kinds of the Kotlin DSL that Plugboard knows, and the one for all others', () => {
    expect(files.map((file) => file.replace('.schema.json', ''))).toEqual([
      'awsConnection',
      'azureConnection',
      'azureDevOpsOAuthConnection',
      'azureDevopsConnection',
      'bitbucketCloudConnection',
      'bitbucketServerConnection',
      'custom',
      'dockerECRRegistry',
      'dockerRegistry',
      'gheConnection',
      'githubAppConnection',
      'githubConnection',
      'gitlabConnection',
      'gitlabEEConnection',
      'googleConnection',
      'hashiCorpVaultConnection',
      'kubernetesConnection',
      'npmRegistry',
      'perforceAdminAccess',
      'slackConnection',
      'spaceConnection',
    ]);
  });

  it.each(files)('%s has the form of a kind file', (file) => {
    expect(errorsOf(schemaOf(`schemas/kinds/${file}`))).toEqual([]);
  });

  it('do not pass without an annotation that everything hangs on', () => {
    const { 'x-kind': _, ...schema } = schemaOf('schemas/kinds/npmRegistry.schema.json') as { 'x-kind': unknown };
    expect(errorsOf(schema)).toMatchObject([{ keyword: 'required', params: { missingProperty: 'x-kind' } }]);
  });

  it('do not pass with a flag that does not say what its absence means', () => {
    const schema = JSON.parse(
      read('schemas/kinds/gheConnection.schema.json').replace('"default": false,', ''),
    ) as object;
    expect(errorsOf(schema)).not.toEqual([]);
  });

  it('do not pass with a secret that the server would show', () => {
    const schema = JSON.parse(read('schemas/kinds/npmRegistry.schema.json').replace('secure:', '')) as object;
    expect(errorsOf(schema)).not.toEqual([]);
  });

  it.each(builtInKinds.all.map((kind) => [kind.name, kind] as const))('the examples of %s are right', (_, kind) => {
    expect(kind.schema.examples.flatMap((example) => validateProperties(kind, example))).toEqual([]);
  });

  it.each(builtInKinds.all.map((kind) => [kind.name, kind] as const))(
    '%s stores no two values in one place',
    (_, kind) => {
      const places = kind.properties.map(({ featureProperty, when }) => `${when?.option ?? ''} ${featureProperty}`);
      expect(places).toEqual([...new Set(places)]);
    },
  );
});

describe('the generated files', () => {
  // `npm run check:generated` says whether they are what the schemas say.
  it('are the only ones in their folder', () => {
    const expected = [...builtInKinds.all.map(({ name }) => `${name}.ts`), 'index.ts', 'names.ts'].sort();
    expect(readdirSync(`${root}/dsl/kinds`).sort()).toEqual(expected);
  });
});

describe('the registry', () => {
  it('finds a kind by its name and by its provider type', () => {
    expect(builtInKinds.named('spaceConnection')?.providerType).toBe('JetBrains Space');
    expect(builtInKinds.ofProvider('BitBucketCloud')?.name).toBe('bitbucketCloudConnection');
  });

  it('knows nothing of other names', () => {
    expect(builtInKinds.named('toString')).toBeUndefined();
    expect(builtInKinds.ofProvider('JFrog_Artifactory')).toBeUndefined();
  });

  it('reads properties, options and defaults from the schema', () => {
    const kind = builtInKinds.named('dockerECRRegistry');
    expect(kind?.choices[0]).toEqual({
      path: 'ecrType',
      default: 'ecrPrivate',
      options: [
        { name: 'ecrPrivate', sets: { ecrType: 'ECRPrivate' } },
        { name: 'ecrPublic', sets: { ecrType: 'ECRPublic' } },
      ],
    });
    expect(kind?.properties.find(({ secret }) => secret)).toEqual({
      path: 'credentialsProvider.secretAccessKey',
      featureProperty: 'secure:aws.secret.access.key',
      secret: true,
      type: 'string',
      default: undefined,
      when: { path: 'credentialsProvider', option: 'accessKey' },
    });
  });
});
