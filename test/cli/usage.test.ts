import { describe, expect, it } from 'vitest';
import { runCommand } from './run-command.ts';

describe('wrong usage', () => {
  it.each([
    [['no-such-command'], "error: unknown command 'no-such-command'"],
    [['plan', '--no-such-option'], "error: unknown option '--no-such-option'"],
    [['plan', '--format', 'yaml'], 'Allowed choices are text, json, markdown, html,'],
    [['check', '--input', 'stage'], 'Give it as name=value.'],
    [['sandbox', '--port', '70000'], 'Give a whole number from 0 to 65535.'],
    [['apply', '--concurrency', '0'], 'Give a whole number from 1 to 32.'],
    [['plan', '--data-dir', ''], "error: option '--data-dir <dir>' argument '' is invalid. It is empty."],
    [['apply', '--server', ''], "error: option '--server <url>' argument '' is invalid. It is empty."],
    [['import', '--snapshot', ''], "error: option '--snapshot <file>' argument '' is invalid. It is empty."],
    [['sandbox', '--data-dir', ''], "error: option '--data-dir <dir>' argument '' is invalid. It is empty."],
    [
      ['plan', '--server', 'https://teamcity.example.com', '--data-dir', 'data'],
      'error: --server and --data-dir given: one source of live state is enough.',
    ],
    [
      ['show', '--snapshot', 'snapshot.json', '--data-dir', 'data'],
      'error: --data-dir and --snapshot given: one source of live state is enough.',
    ],
    [
      ['snapshot', '--server', 'https://teamcity.example.com', '--data-dir', 'data'],
      'error: --server and --data-dir given: one source of live state is enough.',
    ],
  ])('%j ends with 3 and says what is wrong', async (argv, message) => {
    const { code, out, err } = await runCommand(argv);
    expect(code).toBe(3);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('suggests the near name of a command', async () => {
    expect((await runCommand(['chekc'])).err).toContain('(Did you mean check?)');
  });
});

describe('help and version', () => {
  it('end with 0 on stdout', async () => {
    const help = await runCommand(['--help']);
    expect(help.code).toBe(0);
    expect(help.out).toMatch(/^Usage: plugboard /);
    const version = await runCommand(['--version']);
    expect(version).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
  });

  it('no command at all shows the help and ends with 3', async () => {
    const { code, err } = await runCommand([]);
    expect(code).toBe(3);
    expect(err).toMatch(/^Usage: plugboard /);
  });
});

describe('live state', () => {
  const stack = { workingDirectory: '/nonexistent' };

  it('must come from somewhere', async () => {
    const { code, err } = await runCommand(['apply', '--auto-approve'], stack);
    expect(code).toBe(1);
    expect(err).toContain('No server is given.');
  });

  it('needs a token, whose value is in no message', async () => {
    const environment = { TEAMCITY_URL: 'https://teamcity.example.com', TEAMCITY_TOKEN: 'two words' };
    const { code, err } = await runCommand(['apply', '--auto-approve'], { ...stack, environment });
    expect(code).toBe(1);
    expect(err).toContain('PB402');
    expect(err).not.toContain('two words');
  });
});
