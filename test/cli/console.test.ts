import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';

const program = `
import { dockerRegistry, root } from 'plugboard';
const password = 'hunterCANARY';
console.log('the password is', password, '\\u001b[31m');
export default root({ stack: 'acme', connections: { hub: dockerRegistry({ name: 'Hub', password: password as never }) } });
`;

describe('what a program writes with console', () => {
  it('goes to stderr, marked as such, without control characters and without a secret', async () => {
    const { out, err } = await runCommand(['check', '--format', 'json'], {
      workingDirectory: temporaryFolder({ 'plugboard.ts': program }),
    });
    expect(err).toMatch(/^console: the password is \(sensitive value\) /);
    expect(`${out}${err}`).not.toContain('hunterCANARY');
    expect(`${out}${err}`).not.toContain('\u001b');
    expect(JSON.parse(out)).toMatchObject({ valid: false });
  });
});
