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

/** A need by kind. */
export const need = (kind: string, properties: Readonly<Record<string, string>> = {}): DeclaredNeed => ({
  kind,
  properties,
});

/** A stack named `acme` whose root holds these projects. */
export function declaredStack(projects: readonly DeclaredProject[], more: Partial<DeclaredProject> = {}): Declared {
  return { stack: 'acme', edition: 'on-premises', root: declaredProject('_Root', { projects, ...more }) };
}
