import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unquoted } from '../../compiler/cli/completion/unquoted.ts';
import { main } from '../e2e/plugboard.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runCommand } from './run-command.ts';

const shells = ['bash', 'zsh', 'fish'];
const hostile = [
  'plain',
  'with space',
  '$(touch pwned)',
  '`touch pwned`',
  ';touch pwned;',
  "it's",
  'a"quote',
  'colon:s',
  'equals=x',
  '--allow-destroy=99',
  'tilde~',
  'a*b',
  'a\u200bb',
  'ä',
];
/** What every shell takes as it stands. */
const literal = ['plain', 'colon:s', 'equals=x', '--allow-destroy=99'];

const program = (
  keys: readonly string[],
): string => `import { project, root, secret, slackConnection } from 'plugboard';
const slack = slackConnection({ displayName: 'Slack', clientId: '1.2', clientSecret: secret.env('A'), botToken: secret.env('B') });
console.log('a word of the program');
export default root({
  stack: 'acme',
  connections: Object.fromEntries(${JSON.stringify(keys)}.map((key) => [key, slack])),
  projects: [project('Payments', { name: 'All that is paid' }), project('Storefront')],
});
`;

const offered = async (
  words: readonly string[],
  folder = '/nonexistent',
  shell = 'zsh',
): Promise<readonly string[]> => {
  const { code, out, err } = await runCommand(['complete', shell, '--', ...words], { workingDirectory: folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.endsWith('\n')).toBe(true);
  return out.slice(0, -1).split('\n');
};

describe('plugboard complete', () => {
  it('offers all commands with their descriptions, and none that is hidden', async () => {
    const [paths, ...commands] = await offered(['']);
    expect(paths).toBe('none');
    const { out } = await runCommand(['--help']);
    const described = [...out.matchAll(/^ {2}([a-z]+) .*? {2,}\S/gm)].map(([, name]) => name);
    expect(described).toContain('plan');
    expect(commands.map((one) => one.split('\t')[0])).toEqual(described);
    expect(commands).toContain('check\tfind everything that is wrong with a stack; touches no server');
    expect(commands.join('\n')).not.toContain('complete\t');
  });

  it.each([
    [['check', '--'], '--watch\tcheck again after each change, until Ctrl-C'],
    [['plan', '--format', ''], 'sarif'],
    [['plan', '--format='], '--format=sarif'],
    [['init', '--ci', ''], 'gitlab'],
    [['import', '--all', '--layout', ''], 'single'],
    [['check', '--out', ''], 'sarif='],
    [['completion', ''], 'fish'],
    [
      ['help', ''],
      'explain\twhat a message means, with an example; or what a kind of connection is for, and its set-up',
    ],
    [['explain', ''], 'PB301\tneeded connection is not available'],
    [['explain', ''], 'githubConnection\tGitHub.com'],
    [['unlock', ''], '--auto-approve\tdo not ask'],
  ])('offers for %j among others %s', async (words, word) => {
    expect(await offered(words)).toContain(word);
  });

  it.each([
    [['check', '--stack', ''], 'files'],
    [['check', '--stack='], 'files'],
    [['check', '--out', 'json='], 'files'],
    [['apply', ''], 'files'],
    [['plan', '--data-dir', ''], 'folders'],
    [['sandbox', '--port', ''], 'none'],
    [['check', '--no-such='], 'none'],
    [['diff', 'main', 'other', '--', ''], 'none'],
  ])('leaves paths for %j to the shell: %s', async (words, paths) => {
    expect(await offered(words)).toEqual([paths]);
  });

  it('offers what the stack declares: projects and addresses', async () => {
    const folder = temporaryFolder({ 'plugboard.ts': program(['slack']), 'other.ts': program(['chat']) });
    const projects = ['none', '_Root', 'Payments\tAll that is paid', 'Storefront'];
    expect(await offered(['show', ''], folder)).toEqual(projects);
    expect(await offered(['graph', '--changed', ''], folder)).toEqual(projects);
    expect(await offered(['rotate', ''], folder)).toEqual(['none', '_Root/slack\tslackConnection']);
    expect(await offered(['forget', '--stack', 'other.ts', ''], folder)).toEqual([
      'none',
      '_Root/chat\tslackConnection',
    ]);
  });

  it('gives the program its inputs, and has patience with none that takes long', async () => {
    const text = `import { project, root } from 'plugboard';
export default ({ stage }: { stage: string }) => root({ stack: 'acme', projects: [project(stage)] });`;
    const folder = temporaryFolder({ 'plugboard.ts': text, 'slow.ts': 'for (;;);\n' });
    expect(await offered(['show', '--input', 'stage=Test', ''], folder)).toEqual(['none', '_Root', 'Test']);
    expect(await offered(['show', '--stack', 'slow.ts', ''], folder)).toEqual(['none']);
  });

  it.each([
    ['no program', undefined],
    ['a program with a syntax error', 'export default {'],
    ['a program that throws', "throw new Error('no');"],
    ['a wrong input', "export default (inputs: { a: string }) => { throw new Error('no'); }"],
  ])('offers nothing, and says nothing, where there is %s', async (_, text) => {
    const folder = temporaryFolder(text === undefined ? {} : { 'plugboard.ts': text });
    expect(await offered(['show', ''], folder)).toEqual(['none']);
    expect(await offered(['show', '--input', 'x', ''], folder)).toEqual(['none']);
  });

  it.each(shells)('gives %s the words that a shell takes as they stand, one a line', async (shell) => {
    const folder = temporaryFolder({ 'plugboard.ts': program([...hostile, 'new\nline', 'ta\tb', 'esc\u001b[2J']) });
    const words = await offered(['rotate', ''], folder, shell);
    expect(words).toEqual(['none', ...literal.map((key) => `_Root/${key}\tslackConnection`)]);
  });

  it('offers no project that a command would take for an option, or a shell for anything else', async () => {
    const names = [
      'Good',
      '--allow-destroy=99',
      'P;touch pwned',
      '$(touch pwned)',
      'P\\n-evil',
      '-x',
      '~',
      '#c',
      '=ls',
    ];
    const projects = names.map((name) => `project(${JSON.stringify(name)} as never, {})`).join(', ');
    const text = `import { project, root } from 'plugboard';\nexport default root({ stack: 'a', projects: [${projects}] });\n`;
    const folder = temporaryFolder({ 'plugboard.ts': text });
    for (const command of ['show', 'graph']) {
      const words = (await offered([command, ''], folder)).map((line) => line.split('\t')[0]);
      expect(words).toEqual(['none', '_Root', 'Good']);
    }
  });

  it('understands words as they are typed', () => {
    expect(['a\\ b', "'a b", '"a \\"b\\$', "it\\'s", '$(x)', '"\\x"', 'a"b"\'c\'', '\\'].map(unquoted)).toEqual([
      'a b',
      'a b',
      'a "b$',
      "it's",
      '$(x)',
      '\\x',
      'abc',
      '',
    ]);
  });
});

describe('plugboard completion', () => {
  it.each(shells)('prints a script for %s that asks plugboard, and has no list of its own', async (shell) => {
    const { code, out } = await runCommand(['completion', shell]);
    expect(code).toBe(0);
    expect(out).toContain(`complete ${shell} -- `);
    expect(out).not.toMatch(/manifest|rotate|--stack|eval\b/);
  });

  it('says in its help how to set it up', async () => {
    const { out } = await runCommand(['completion', '--help']);
    for (const shell of shells) expect(out).toMatch(new RegExp(`^  ${shell} .*plugboard completion ${shell}`, 'm'));
  });

  it('completes in bash what is typed, as words that a command gets as they are', () => {
    const folder = temporaryFolder({ 'plugboard.ts': program(hostile) });
    const command = join(folder, 'plugboard');
    writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
    chmodSync(command, 0o755);
    // As bash splits them.
    const lines = [
      ['plugboard', 'rotate', '_Root/'],
      ['plugboard', 'rotate', '_Root/colon', ':', ''],
      ['plugboard', 'rotate', '"_Root/'],
      ['plugboard', 'plan', '--format', '=', 'ju'],
      ['plugboard', 'rotat'],
    ];
    const glued = (words: readonly string[]): string => words.join(' ').replaceAll(/ ?([:=]) ?/g, '$1');
    const script = [
      'source <(plugboard completion bash)',
      ...lines.flatMap((words) => [
        `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}`,
        `COMP_LINE='${glued(words)}' COMP_POINT=${glued(words).length}`,
        '_plugboard',
        'for reply in "${COMPREPLY[@]}"; do eval "printf \'<%s>\' $reply"; done; echo',
      ]),
    ].join('\n');
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env['PATH']}`, HOME: folder },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual([
      literal.map((key) => `<_Root/${key}>`).join(''),
      '<s>',
      literal.map((key) => `<_Root/${key}>`).join(''),
      '<junit>',
      '<rotate>',
      '',
    ]);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
  });
});
