/** What is reviewed is what is applied: the comment says what the plan file says, and only our own comments count. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { planFileDigest, seal } from '../../compiler/plan/saved-plan.ts';
import { dataDirectory } from '../data-directory.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type CommandResult, runCommand } from './run-command.ts';

const key = 'a key that the pipeline keeps secret';
const head = '0123456789abcdef0123456789abcdef01234567';
const pull = ['--pipeline', 'plugboard', '--pull', '7'];
const bot = 41898282;
const program = `
import { dockerRegistry, root } from 'plugboard';
export default root({ stack: 'acme', connections: { hub: dockerRegistry({ name: 'Hub @everyone \`\`\`', url: 'https://registry.example.com' }) } });
`;

interface Site {
  readonly folder: string;
  readonly run: (argv: readonly string[], environment?: Record<string, string>) => Promise<CommandResult>;
  /** The comment of the plan, and the digest of its file. */
  readonly body: string;
  readonly digest: string;
}

async function site(): Promise<Site> {
  const server = await startServer({ dataDirectory: dataDirectory({ _Root: { features: [] } }) });
  onTestFinished(() => server.close());
  const folder = temporaryFolder({ 'plugboard.ts': program });
  const run: Site['run'] = (argv, environment = { PLUGBOARD_REVIEW_KEY: key }) =>
    runCommand(argv, {
      workingDirectory: folder,
      environment: { TEAMCITY_URL: server.url, TEAMCITY_TOKEN: server.tokens.edit, ...environment },
    });
  expect((await run(['plan', '-o', 'plan.json'])).code).toBe(0);
  const { code, out, err } = await run(['review', 'write', ...pull, '--head', head, '--plan', 'plan.json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return { folder, run, body: out, digest: planFileDigest(readFileSync(join(folder, 'plan.json'), 'utf8')) };
}

const find = (
  { folder, run }: Site,
  comments: unknown,
  more: readonly string[] = ['--head', head],
): Promise<CommandResult> => {
  writeFileSync(join(folder, 'comments.json'), JSON.stringify(comments));
  return run(['review', 'find', 'comments.json', ...pull, '--author', String(bot), ...more]);
};

describe('the comment of a plan', () => {
  it('shows the plan of the file, signed, with its digest and commit', async () => {
    const { body, digest } = await site();
    expect(body).toMatch(/^<!-- plugboard-review 1 plugboard 7 [0-9a-f]{40} sha256:[0-9a-f]{64} [0-9a-f]{64} -->\n/);
    expect(body).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
    expect(body).toContain(digest.slice('sha256:'.length));
    expect(body).toContain('registry.example.com');
  });

  it('has notes above the plan, in which nothing means anything', async () => {
    const { run } = await site();
    const note = '<b>@me</b> `x` [a](b) --> \u202e';
    const { out } = await run(['review', 'write', ...pull, '--head', head, '--plan', 'plan.json', '--note', note]);
    const [, second = ''] = out.split('\n');
    expect(second).toBe('> [!IMPORTANT]');
    expect(out).not.toContain('@me');
    expect(out).not.toContain('\u202e');
  });

  it.each<[string, (text: string) => string, string]>([
    [
      'was changed after it was saved',
      (text) => text.replace('registry.example.com', 'evil.example.com'),
      'was changed after it was saved',
    ],
    ['is no plan', () => '{}', 'is no plan that Plugboard saved'],
    [
      'is sealed anew around what no plan has',
      (text) => resealed(text, { changes: [{ target: 'connection' }] }),
      'is no plan that Plugboard saved',
    ],
    [
      'is sealed anew around a reason that there is not',
      (text) => resealed(text.replace('"reason": "declared"', '"reason": "<b>"'), {}),
      'holds what no plan of a server has',
    ],
  ])('is not made of a file that %s', async (_, change, message) => {
    const { folder, run } = await site();
    const text = readFileSync(join(folder, 'plan.json'), 'utf8');
    writeFileSync(join(folder, 'plan.json'), change(text));
    const { code, err, out } = await run(['review', 'write', ...pull, '--head', head, '--plan', 'plan.json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error[PB507]');
    expect(err).toContain(message);
  });

  it.each([
    ['', '`PLUGBOARD_REVIEW_KEY` is not set.'],
    ['short', '`PLUGBOARD_REVIEW_KEY` must have at least 32 characters.'],
  ])('is not signed with the key %j', async (given, message) => {
    const { run } = await site();
    const environment = { PLUGBOARD_REVIEW_KEY: given };
    const { code, err } = await run(['review', 'write', ...pull, '--head', head, '--plan', 'plan.json'], environment);
    expect(code).toBe(1);
    expect(err).toContain(message);
  });
});

/** Whoever writes a plan file can seal it: the seal is no signature. */
function resealed(text: string, plan: object): string {
  const { plugboard, ...document } = JSON.parse(text);
  const { seal: _, ...inner } = plugboard;
  return JSON.stringify(seal({ ...document, plugboard: { ...inner, plan: { ...inner.plan, ...plan } } }));
}

describe('the plan that was reviewed', () => {
  it.each([
    [
      'GitHub',
      (body: string) => [
        { id: 1, body: 'hi', user: { id: 5 } },
        { id: 2, body, user: { id: bot, type: 'Bot' } },
      ],
    ],
    ['GitHub, in pages', (body: string) => [[{ id: 1, body: null, user: null }], [{ id: 2, body, user: { id: bot } }]]],
    ['GitLab', (body: string) => [{ id: 2, body, author: { id: bot } }]],
  ])('is found among the comments of %s', async (_, comments) => {
    const here = await site();
    expect(await find(here, comments(here.body))).toEqual({ code: 0, err: '', out: `${here.digest}\n` });
    expect(await find(here, comments(here.body), [])).toEqual({ code: 0, err: '', out: '2\n' });
  });

  it.each<[string, (body: string) => unknown]>([
    ['by another author', (body) => [{ id: 2, body, user: { id: 5 } }]],
    ['by nobody', (body) => [{ id: 2, body }]],
    ['of another commit', (body) => [{ id: 2, body: body.replace(head, head.replace('0', '9')), user: { id: bot } }]],
    ['of another pull request', (body) => [{ id: 2, body: body.replace(' 7 ', ' 8 '), user: { id: bot } }]],
    [
      'of another plan',
      (body) => [{ id: 2, body: body.replace(/sha256:\w{64}/, `sha256:${'0'.repeat(64)}`), user: { id: bot } }],
    ],
    ['that quotes it', (body) => [{ id: 2, body: `> ${body}`, user: { id: bot } }]],
    ['without a signature', (body) => [{ id: 2, body: body.replace(/ \w{64} -->/, ' -->'), user: { id: bot } }]],
  ])('is not what a comment %s says', async (_, comments) => {
    const here = await site();
    const { code, out, err } = await find(here, comments(here.body));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('error[PB530]: no plan was reviewed');
  });

  it('is not what was signed with another key, for another pull request, commit or pipeline', async () => {
    const here = await site();
    const comments = [{ id: 2, body: here.body, user: { id: bot } }];
    writeFileSync(join(here.folder, 'comments.json'), JSON.stringify(comments));
    const argv = ['review', 'find', 'comments.json', '--author', String(bot)];
    for (const [more, used] of [
      [[...pull, '--head', head], 'another key that nobody knows of all'],
      [['--pipeline', 'plugboard', '--pull', '8', '--head', head], key],
      [['--pipeline', 'other', '--pull', '7', '--head', head], key],
      [[...pull, '--head', head.replace('0', '9')], key],
    ] as const) {
      expect(await here.run([...argv, ...more], { PLUGBOARD_REVIEW_KEY: used })).toMatchObject({ code: 1, out: '' });
    }
  });

  it('is the last of several', async () => {
    const here = await site();
    writeFileSync(join(here.folder, 'plugboard.ts'), program.replace('Hub', 'Hub 2'));
    await here.run(['plan', '-o', 'second.json']);
    const second = await here.run(['review', 'write', ...pull, '--head', head, '--plan', 'second.json']);
    const comments = [here.body, second.out].map((body, id) => ({ id, body, user: { id: bot } }));
    const { out } = await find(here, comments);
    expect(out).toBe(`${planFileDigest(readFileSync(join(here.folder, 'second.json'), 'utf8'))}\n`);
  });

  it('is applied by its digest, and no other file is', async () => {
    const { folder, run, digest } = await site();
    const wrong = await run(['apply', 'plan.json', '--digest', `sha256:${'0'.repeat(64)}`]);
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain('The plan file `plan.json` is not the one that was reviewed.');
    writeFileSync(join(folder, 'other.json'), `${readFileSync(join(folder, 'plan.json'), 'utf8')}\n`);
    expect((await run(['apply', 'other.json', '--digest', digest])).code).toBe(1);
    expect((await run(['apply', '--digest', digest])).code).toBe(3);
    expect((await run(['apply', 'plan.json', '--digest', 'sha256:1'])).code).toBe(3);
    expect(await run(['apply', 'plan.json', '--digest', digest])).toMatchObject({ code: 0 });
  });
});
