/**
 * Names that authors of TeamCity's Kotlin DSL know, and keys that servers store. They were typed by hand from what
 * TeamCity's own sources and real configurations say, so that a slip in a schema file does not go unnoticed: a wrong
 * key would be written to the server and mean nothing there.
 */
import { describe, expect, it } from 'vitest';
import type { Kind } from '../../compiler/kinds/kind.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';

interface KotlinKind {
  readonly providerType: string;
  /** Feature properties that the DSL writes by itself. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Kotlin's name -> stored key. */
  readonly properties: Readonly<Record<string, string>>;
  /** Property -> its options. */
  readonly choices?: Readonly<Record<string, Readonly<Record<string, KotlinOption>>>>;
}

interface KotlinOption {
  /** Keys and values that say that the option is chosen. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, string>>;
}

const oauth = { clientId: 'clientId', clientSecret: 'secure:clientSecret' };
const displayName = { displayName: 'displayName' };
const name = { name: 'displayName' };
const tokenScope = { defaultTokenScope: 'public_repo,repo,repo:status,write:repo_hook' };

const kotlin: Readonly<Record<string, KotlinKind>> = {
  githubConnection: {
    providerType: 'GitHub',
    constants: { gitHubUrl: 'https://github.com/', ...tokenScope },
    properties: { ...displayName, ...oauth },
  },
  gheConnection: {
    providerType: 'GHE',
    constants: tokenScope,
    properties: { ...displayName, serverUrl: 'gitHubUrl', ...oauth, useUniqueCallback: 'useUniqueRedirect' },
  },
  githubAppConnection: {
    providerType: 'GitHubApp',
    constants: { connectionSubtype: 'gitHubApp' },
    properties: {
      ...displayName,
      appId: 'gitHubApp.appId',
      clientId: 'gitHubApp.clientId',
      clientSecret: 'secure:gitHubApp.clientSecret',
      privateKey: 'secure:gitHubApp.privateKey',
      ownerUrl: 'gitHubApp.ownerUrl',
      webhookSecret: 'secure:gitHubApp.webhookSecret',
      useUniqueCallback: 'useUniqueRedirect',
    },
  },
  gitlabConnection: {
    providerType: 'GitLabCom',
    properties: { ...displayName, applicationId: 'clientId', clientSecret: 'secure:clientSecret' },
  },
  gitlabEEConnection: {
    providerType: 'GitLabCEorEE',
    properties: {
      ...displayName,
      serverUrl: 'gitLabUrl',
      applicationId: 'clientId',
      clientSecret: 'secure:clientSecret',
      useUniqueRedirect: 'useUniqueRedirect',
    },
  },
  bitbucketCloudConnection: {
    providerType: 'BitBucketCloud',
    properties: { ...displayName, key: 'clientId', clientSecret: 'secure:clientSecret' },
  },
  bitbucketServerConnection: {
    providerType: 'BitbucketServer',
    properties: { ...displayName, serverUrl: 'bitbucketUrl', ...oauth, useUniqueRedirect: 'useUniqueRedirect' },
  },
  azureDevOpsOAuthConnection: {
    providerType: 'AzureDevOps',
    properties: {
      ...displayName,
      azureDevOpsUrl: 'azureDevOpsUrl',
      applicationId: 'applicationId',
      clientSecret: 'secure:clientSecret',
      scope: 'scope',
      useUniqueCallback: 'useUniqueRedirect',
    },
  },
  azureDevopsConnection: {
    providerType: 'tfs',
    constants: { type: 'token' },
    properties: { ...displayName, serverUrl: 'serverUrl', accessToken: 'secure:accessToken' },
  },
  dockerRegistry: {
    providerType: 'Docker',
    properties: { ...name, url: 'repositoryUrl', userName: 'userName', password: 'secure:userPass' },
  },
  dockerECRRegistry: {
    providerType: 'AmazonDocker',
    properties: { ...displayName, registryId: 'registryId', regionCode: 'aws.region.name' },
    choices: {
      ecrType: {
        ecrPrivate: { chosen: { ecrType: 'ECRPrivate' } },
        ecrPublic: { chosen: { ecrType: 'ECRPublic' } },
      },
      credentialsProvider: {
        accessKey: {
          chosen: { 'aws.use.default.credential.provider.chain': '' },
          properties: { accessKeyId: 'aws.access.key.id', secretAccessKey: 'secure:aws.secret.access.key' },
        },
        defaultCredentialsProvider: { chosen: { 'aws.use.default.credential.provider.chain': 'true' } },
      },
      credentialsType: {
        accessKeys: { chosen: { 'aws.credentials.type': 'aws.access.keys' } },
        tempCredentials: {
          chosen: { 'aws.credentials.type': 'aws.temp.credentials' },
          properties: { iamRoleArn: 'aws.iam.role.arn', externalId: 'aws.external.id' },
        },
      },
    },
  },
  awsConnection: {
    providerType: 'AWS',
    properties: {
      ...name,
      regionName: 'awsRegionName',
      stsEndpoint: 'awsStsEndpoint',
      allowInSubProjects: 'awsAllowedInSubProjects',
      allowInBuilds: 'awsAllowedInBuilds',
    },
    choices: {
      credentialsType: {
        static: {
          chosen: { awsCredentialsType: 'awsAccessKeys' },
          properties: {
            accessKeyId: 'awsAccessKeyId',
            secretAccessKey: 'secure:awsSecretAccessKey',
            useSessionCredentials: 'awsSessionCredentials',
          },
        },
        iamRole: {
          chosen: { awsCredentialsType: 'awsAssumeIamRole' },
          properties: {
            roleArn: 'awsIamRoleArn',
            sessionName: 'awsIamRoleSessionName',
            awsConnectionId: 'awsConnectionId',
          },
        },
        default: { chosen: { awsCredentialsType: 'defaultProvider' } },
      },
    },
  },
  slackConnection: {
    providerType: 'slackConnection',
    properties: {
      ...displayName,
      botToken: 'secure:token',
      ...oauth,
      serviceMessageMaxNotificationsPerBuild: 'serviceMessageMaxNotificationsPerBuild',
      serviceMessageAllowedDomainNames: 'serviceMessageAllowedDomainNames',
    },
  },
  spaceConnection: {
    providerType: 'JetBrains Space',
    properties: {
      ...displayName,
      serverUrl: 'spaceServerUrl',
      clientId: 'spaceClientId',
      clientSecret: 'secure:spaceClientSecret',
      useUniqueRedirect: 'useUniqueRedirect',
    },
  },
  googleConnection: {
    providerType: 'Google',
    properties: { ...displayName, clientId: 'googleClientId', clientSecret: 'secure:googleClientSecret' },
  },
  npmRegistry: {
    providerType: 'NpmRegistry',
    properties: { ...name, url: 'npmRegistryHost', scope: 'npmRegistryScope', token: 'secure:npmRegistryToken' },
  },
  perforceAdminAccess: {
    providerType: 'PerforceAdmin',
    properties: { ...name, port: 'port', userName: 'user', password: 'secure:passwd' },
  },
  hashiCorpVaultConnection: {
    providerType: 'teamcity-vault',
    properties: {
      ...name,
      vaultId: 'namespace',
      vaultNamespace: 'vault-namespace',
      url: 'url',
      failOnError: 'fail-on-error',
    },
    choices: {
      authMethod: {
        appRole: {
          chosen: { 'auth-method': 'approle' },
          properties: { endpointPath: 'endpoint', roleId: 'role-id', secretId: 'secure:secret-id' },
        },
        ldap: {
          chosen: { 'auth-method': 'ldap' },
          properties: { path: 'path', username: 'username', password: 'secure:password' },
        },
        gcpIam: {
          chosen: { 'auth-method': 'gcp-iam' },
          properties: {
            gcpVaultRole: 'gcp-role',
            gcpServiceAccount: 'gcp-service-account',
            gcpEndpointPath: 'gcp-endpoint-path',
          },
        },
      },
    },
  },
  kubernetesConnection: {
    providerType: 'KubernetesConnection',
    properties: {
      ...name,
      apiServerUrl: 'apiServerUrl',
      caCertificate: 'secure:caCertData',
      namespace: 'namespace',
    },
    choices: {
      authStrategy: {
        token: { chosen: { authStrategy: 'token' }, properties: { token: 'secure:authToken' } },
        usernameAndPassword: {
          chosen: { authStrategy: 'user-passwd' },
          properties: { username: 'username', password: 'secure:password' },
        },
        openId: {
          chosen: { authStrategy: 'oidc' },
          properties: {
            idpIssuerUrl: 'idpIssuerUrl',
            clientId: 'oidcClientId',
            clientSecret: 'secure:oidcClientSecret',
            refreshToken: 'secure:oidcRefreshToken',
          },
        },
        clientCertificateAndKey: {
          chosen: { authStrategy: 'client-cert' },
          properties: { clientKey: 'secure:clientKeyData', clientCertificate: 'secure:clientCertData' },
        },
        eks: {
          chosen: { authStrategy: 'eks' },
          properties: {
            accessId: 'eksAccessId',
            secretKey: 'secure:eksSecretKey',
            assumeIamRole: 'eksAssumeIAMRole',
            iamRoleArn: 'eksIAMRoleArn',
            clusterName: 'eksClusterName',
            eksUseInstanceProfile: 'eksUseInstanceProfile',
          },
        },
        unauthorized: { chosen: { authStrategy: 'unauthorized' } },
      },
    },
  },
  azureConnection: {
    providerType: 'Azure',
    properties: name,
    choices: {
      credentialsType: {
        msal: {
          chosen: { azureCredentialsType: 'msal' },
          properties: { authorityUrl: 'msalAuthority', clientId: 'clientId', clientSecret: 'secure:clientSecret' },
        },
        default: { chosen: { azureCredentialsType: 'default' } },
      },
    },
  },
};

/** Where Plugboard's name is another one, and why. */
const renamed: Readonly<Record<string, string>> = {
  // Reserved words of TypeScript.
  'awsConnection credentialsType static': 'awsStatic',
  'awsConnection credentialsType default': 'awsDefault',
  'azureConnection credentialsType default': 'azureDefault',
  // The value is the connection, and not its id.
  'awsConnection credentialsType iamRole awsConnectionId': 'awsConnection',
};

/** Stored keys for which Kotlin has no name, so that they keep their own (options: a name in Kotlin's manner). */
const withoutKotlin: Readonly<Record<string, KotlinKind>> = {
  awsConnection: { providerType: 'AWS', properties: { awsSessionDuration: 'awsSessionDuration' } },
  kubernetesConnection: {
    providerType: 'KubernetesConnection',
    properties: {
      proxyServer: 'proxyServer',
      proxyLogin: 'proxyLogin',
      proxyPassword: 'secure:proxyPassword',
      nonProxyHosts: 'nonProxyHosts',
    },
    choices: {
      authStrategy: {
        serviceAccount: { chosen: { authStrategy: 'service-account' } },
        kubeconfig: {
          chosen: { authStrategy: 'kubeconfig' },
          properties: { kubeconfigContext: 'kubeconfigContext' },
        },
      },
    },
  },
};

/** One line for each thing that has a name: the path in the author form, and what is stored. */
function tableOf(kind: string, { properties, choices = {} }: KotlinKind): readonly string[] {
  const own = (at: readonly string[], values: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(values).map(([property, key]) => {
      const ours = renamed[[kind, ...at, property].join(' ')] ?? property;
      return `${[...at.map((part, index) => nameAt(kind, at.slice(0, index), part)), ours].join(' ')} = ${key}`;
    });
  return [
    ...own([], properties),
    ...Object.entries(choices).flatMap(([choice, options]) =>
      Object.entries(options).flatMap(([option, { chosen, properties: values = {} }]) => [
        `${choice} ${nameAt(kind, [choice], option)} when ${JSON.stringify(chosen)}`,
        ...own([choice, option], values),
      ]),
    ),
  ];
}

const nameAt = (kind: string, at: readonly string[], part: string): string =>
  renamed[[kind, ...at, part].join(' ')] ?? part;

function tableOfSchema({ properties, choices }: Kind): readonly string[] {
  return [
    ...properties.map(({ path, featureProperty, when }) =>
      when === undefined
        ? `${path} = ${featureProperty}`
        : `${when.path} ${when.option} ${path.slice(when.path.length + 1)} = ${featureProperty}`,
    ),
    ...choices.flatMap(({ path, options }) =>
      options.map(({ name: option, sets }) => `${path} ${option} when ${JSON.stringify(sets)}`),
    ),
  ];
}

const known = builtInKinds.all.filter(({ providerType }) => providerType !== undefined);

describe('the names of the Kotlin DSL', () => {
  it('are those of all kinds but the one that stands for any other', () => {
    expect(known.map((kind) => kind.name).sort()).toEqual(Object.keys(kotlin).sort());
    expect(builtInKinds.all.filter((kind) => !known.includes(kind)).map((kind) => kind.name)).toEqual(['custom']);
  });

  it.each(known.map((kind) => [kind.name, kind] as const))('hold for %s', (kindName, kind) => {
    const { providerType, constants = {}, ...named } = kotlin[kindName] ?? { providerType: '', properties: {} };
    const more = withoutKotlin[kindName];
    expect([kind.providerType, kind.constants]).toEqual([providerType, constants]);
    const expected = [
      ...tableOf(kindName, { providerType, ...named }),
      ...(more === undefined ? [] : tableOf(kindName, more)),
    ];
    expect([...tableOfSchema(kind)].sort()).toEqual(expected.sort());
  });

  it('are all different as builders, so that each can be imported', () => {
    const builders = builtInKinds.all.flatMap((kind) => [
      kind.name,
      ...kind.choices.flatMap(({ options }) => options.map((option) => option.name)),
    ]);
    expect(builders).toEqual([...new Set(builders)]);
  });

  it('are kept for options, too, unless TypeScript reserves them', () => {
    const options = builtInKinds.all.flatMap((kind) =>
      kind.choices.flatMap((choice) => choice.options.map((option) => option.name)),
    );
    expect(options.filter((option) => /^(aws|azure|kubernetes|vault)[A-Z]/.test(option))).toEqual([
      'awsStatic',
      'awsDefault',
      'azureDefault',
    ]);
  });
});
