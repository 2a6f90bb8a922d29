/** A program of somebody who installed the package, and uses all of its entry points, and the settings that it compiles with. */
export const consumer = {
  entries: ['plugboard', 'plugboard/testing', 'plugboard/compiler', 'plugboard/project-config', 'plugboard/sandbox'],
  settings: [
    { module: 'esnext', moduleResolution: 'bundler' },
    { module: 'node16', moduleResolution: 'node16' },
  ],
  // Without the types of Node, which a stack does not need, and with a look into every declaration that comes along.
  common: { strict: true, noEmit: true, target: 'es2022', types: [], skipLibCheck: false },
  program: `
import { githubConnection, policy, project, root, secret, type Policy, type Root } from 'plugboard';
import { compile, effectiveConnections, Failure, type Manifest } from 'plugboard/compiler';
import { readProjectConfig } from 'plugboard/project-config';
import { type RunningServer, startServer } from 'plugboard/sandbox';
import { expectEqual, findingsOf, test } from 'plugboard/testing';

const named: Policy = policy('named', {
  manifest: ({ connections }, report) => {
    for (const connection of connections) if (connection.key === 'hub') report.error(connection.address, 'Not so.');
  },
});
const hub = githubConnection({ displayName: 'GitHub', clientId: 'Iv1.8a61f9b3a7aba766', clientSecret: secret.env('HUB') });
const stack: Root = root({ stack: 'consumer', policies: [named], projects: [project('Web', { connections: { hub } })] });
test('the hub is called something else', () => expectEqual(findingsOf(named, stack).length, 1));

export async function reached(stackFile: string): Promise<readonly string[]> {
  const server: RunningServer = await startServer({ tokens: { read: 'r' } });
  try {
    const compiled = await compile({ stackFile, inputs: {} });
    const manifest: Manifest | undefined = compiled.manifest;
    return manifest?.projects.flatMap((web) => effectiveConnections(manifest, web).own) ?? [];
  } catch (error) {
    return error instanceof Failure ? error.diagnostics.map(({ message }) => message) : [];
  } finally {
    await server.close();
  }
}
export const name: string | undefined = readProjectConfig('<project/>').name;
`,
} as const;
