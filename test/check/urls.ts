import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredConnection, declaredRegistry } from '../declared.ts';

const clientSecret = { secret: 'env', name: 'CLIENT_SECRET' };

/** A declared Docker registry at this address. */
export const registryAt = (url: string): DeclaredConnection =>
  declaredRegistry('r', { properties: { name: 'Registry', url } });

/** A declared connection to a GitLab server at this URL. */
export const gitlabAt = (serverUrl: string): DeclaredConnection =>
  declaredConnection('g', 'gitlabEEConnection', {
    displayName: 'GitLab',
    serverUrl,
    applicationId: 'a',
    clientSecret,
  });

/** A declared connection to a GitHub Enterprise server at this URL. */
export const gheAt = (serverUrl: string): DeclaredConnection =>
  declaredConnection('g', 'gheConnection', { displayName: 'GitHub', serverUrl, clientId: 'a', clientSecret });

/** A declared connection to a cluster that signs in at this provider. */
export const clusterSignedInAt = (
  idpIssuerUrl: string,
  more: Readonly<Record<string, unknown>> = {},
): DeclaredConnection =>
  declaredConnection('k', 'kubernetesConnection', {
    name: 'Kubernetes',
    apiServerUrl: 'https://kubernetes.example.com:6443',
    authStrategy: { option: 'openId', idpIssuerUrl, clientId: 'a', clientSecret, refreshToken: clientSecret },
    ...more,
  });
