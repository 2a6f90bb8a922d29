/** No message repeats a secret that somebody wrote into a program, however it stands there. */
import { describe, expect, it } from 'vitest';
import { runCommand } from '../cli/run-command.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const imports = "import { custom, dockerRegistry, githubConnection, root, slackConnection } from 'plugboard';\n";
const stack = (connection: string): string =>
  `export default root({ stack: 'acme', connections: { hub: ${connection} } });\n`;

/** All are wrong on purpose; `any` gets some of them past the type checker, so that others have to say it. */
const programs: Readonly<Record<string, string>> = {
  'a sum': stack("dockerRegistry({ name: 'Hub', password: ('abc' + 'hunterCANARY') as any })"),
  'an object': stack(
    "githubConnection({ displayName: 'Hub', clientId: 'c', clientSecret: { value: 'hunterCANARY' } })",
  ),
  'a list': stack(
    "slackConnection({ displayName: 'Hub', clientId: 'c', clientSecret: 's', botToken: ['hunterCANARY'] as any })",
  ),
  'a free name': stack("custom({ providerType: 'x', displayName: 'y', secrets: { token: 'hunterCANARY' } })"),
  'a misspelled name': stack("dockerRegistry({ name: 'Hub', pasword: 'hunterCANARY' })"),
  'a value of another type': `const pw: number = 'hunterCANARY'; throw new Error('no luck');`,
  'a text type': `const pw: 'a' | 'b' = 'hunterCANARY'; throw new Error('no luck');`,
  'an argument': `const reg = (a: string, b: string) => a + b;\nreg('hunterCANARY', 1); (undefined as any)!.x;`,
  'an item': "(['u', 'hunterCANARY'] as any).foo();",
  'a template of two lines': 'const x: number = `first\n  hunterCANARY`.foo(`\n  hunterCANARY`);',
  'a syntax error beside it': stack("dockerRegistry({ name: 'Hub' password: 'hunterCANARY' })"),
  'a syntax error at it': stack("dockerRegistry({ password: secret 'hunterCANARY' })"),
  'a missing quote': stack("dockerRegistry({ name: 'Hub', password: hunterCANARY' })"),
  'a quote within': stack("dockerRegistry({ name: 'Hub', password: 'abc'hunterCANARY'x' })"),
};

describe('a secret', () => {
  it.each(Object.keys(programs))('in %s is in no message', async (name) => {
    const workingDirectory = temporaryFolder({ 'plugboard.ts': imports + programs[name] });
    for (const argv of [['check'], ['check', '--format', 'json'], ['show']]) {
      const { code, out, err } = await runCommand(argv, { workingDirectory });
      expect(code).toBe(1);
      expect(out + err).not.toContain('CANARY');
    }
  });
});
