/** Who plans must not be able to change a server: the commands that only read have nothing to write with. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { restReader } from '../../compiler/live/rest-reader.ts';
import { restUsageReader } from '../../compiler/live/rest-usage-reader.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';

const top = fileURLToPath(new URL('../..', import.meta.url));
const reading = ['check', 'manifest', 'show', 'plan', 'drift', 'import', 'snapshot', 'explain'];

/** All files whose code a file brings in, types excepted. */
function closureOf(file: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const imports = [
    ...text.matchAll(/^(?:import|export)\s+(?!type\b)[^'"`;]*?\bfrom\s+'(\.[^']+)'/gm),
    ...text.matchAll(/\bimport\('(\.[^']+)'\)/g),
  ];
  for (const [, specifier = ''] of imports) closureOf(join(dirname(file), specifier), seen);
  return seen;
}

const roomsOf = (command: string): readonly string[] =>
  [...closureOf(join(top, `compiler/cli/commands/${command}.ts`))].map((file) => relative(top, file));

describe('a command that only reads', () => {
  it.each(reading)('%s brings in nothing of what writes', (command) => {
    const files = roomsOf(command);
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => file.startsWith('compiler/apply/'))).toEqual([]);
  });

  it('is told from one that writes', () => {
    expect(roomsOf('apply').filter((file) => file.startsWith('compiler/apply/'))).not.toEqual([]);
    expect(roomsOf('forget').filter((file) => file.startsWith('compiler/apply/'))).not.toEqual([]);
  });

  it('sends no request that could change anything', async () => {
    const connection = { id: 'E1', provider: 'Docker', displayName: 'Registry' };
    const ledger = { id: 'L1', type: 'plugboard', format: '1', stack: 'acme', project: '_Root' };
    const owned = { ...ledger, 'connection:gone': '{"kind":"dockerRegistry","id":"E1"}' };
    const server = await startServer({ dataDirectory: dataDirectory({ _Root: { features: [connection, owned] } }) });
    onTestFinished(() => server.close());
    const folder = temporaryFolder({
      'plugboard.ts': "import { root } from 'plugboard'; export default root({ stack: 'acme' });",
    });
    // Even with a token that may do everything.
    const environment = { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit };
    for (const argv of [
      ['plan'],
      ['plan', '-o', 'plan.json'],
      ['plan', '--refresh-only'],
      ['plan', '--ledger', 'ledger.json'],
      ['drift'],
      ['show', '--server', server.url],
      ['snapshot', '-o', 'live.json'],
      ['import', '-o', 'imported'],
    ]) {
      await runCommand(argv, { workingDirectory: folder, environment });
    }
    expect(server.requests.length).toBeGreaterThan(8);
    expect([...new Set(server.requests.map(({ method }) => method))]).toEqual(['GET']);
  });
});

describe('what reads a server', () => {
  it('has no method for anything else', () => {
    const access = { url: 'http://localhost', token: 'x' };
    const methods = [...Object.keys(restReader(access)), ...Object.keys(restUsageReader(access))];
    expect(methods.length).toBeGreaterThan(2);
    expect(methods.filter((name) => !name.startsWith('read'))).toEqual([]);
  });
});
