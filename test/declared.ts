import type { Declared, DeclaredConnection, DeclaredNeed, DeclaredProject } from '../compiler/model.ts';

let calls = 0;

/** A declared project with everything that a test does not care about left empty. */
export function declaredProject(id: string, more: Partial<DeclaredProject> = {}): DeclaredProject {
  calls += 1;
  return { call: calls, id, exclusive: false, needs: [], connections: [], projects: [], ...more };
}

/** A declared Docker registry. */
export function declaredRegistry(key: string, more: Partial<DeclaredConnection> = {}): DeclaredConnection {
  calls += 1;
  const properties = { name: `Registry ${key}`, url: 'https://registry.example.com' };
  return { call: calls, key, kind: 'dockerRegistry', properties, protect: false, ...more };
}

/** A declared connection of any kind. */
export function declaredConnection(
  key: string,
  kind: string,
  properties: Readonly<Record<string, unknown>>,
  more: Partial<DeclaredConnection> = {},
): DeclaredConnection {
  calls += 1;
  return { call: calls, key, kind, properties, protect: false, ...more };
}

/** A declared AWS connection that others can refer to. */
export const declaredAws = (key: string, properties: Readonly<Record<string, unknown>> = {}): DeclaredConnection =>
  declaredConnection(key, 'awsConnection', {
    name: `AWS ${key}`,
    credentialsType: { option: 'awsDefault' },
    ...properties,
  });

/** A declared AWS connection whose role another one assumes. */
export const declaredAwsRole = (key: string, awsConnection: unknown): DeclaredConnection =>
  declaredConnection(key, 'awsConnection', {
    name: `AWS ${key}`,
    credentialsType: { option: 'iamRole', roleArn: 'arn:aws:iam::123456789012:role/a', awsConnection },
  });

/** A need by kind. */
export const need = (kind: string, properties: Readonly<Record<string, string>> = {}): DeclaredNeed => ({
  kind,
  properties,
});

/** A stack named `acme` whose root holds these projects. */
export function declaredStack(projects: readonly DeclaredProject[], more: Partial<DeclaredProject> = {}): Declared {
  return { stack: 'acme', edition: 'on-premises', root: declaredProject('_Root', { projects, ...more }) };
}

/** A need by what TeamCity uses the connection for. */
export const useNeed = (use: string, host?: string): DeclaredNeed => ({ use, ...(host === undefined ? {} : { host }) });
