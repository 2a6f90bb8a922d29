/** The steps of GitHub's jobs, as they stand in the workflow, for pull requests of strangers and after a merge. */
import { appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pipelines } from '../../compiler/render/pipelines/pipelines.ts';
import { bot, change, hostile, keep, type Platform, platform, type Ran, reviewKey } from './platform.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Workflow {
  readonly here: Platform;
  /** Runs a job for a commit: a pull request's, or the one that was pushed. */
  readonly job: (
    name: string,
    commit: string,
    outputs?: Readonly<Record<string, string>>,
  ) => Promise<Ran & { readonly outputs: Readonly<Record<string, string>> }>;
  readonly artifact: string;
}

const pipeline = pipelines.github({ folder: '', secrets: ['REGISTRY_PASSWORD'] });

async function workflow(): Promise<Workflow> {
  const here = await platform(pipeline);
  const { jobs } = parse(pipeline.text) as { jobs: Record<string, { steps: Step[] }> };
  const artifact = join(here.folder, 'artifact');
  standInForGh(here, artifact);
  const base = here.git(here.origin, 'rev-parse', 'main');
  const job: Workflow['job'] = async (name, commit, needed = {}) => {
    const work = join(here.folder, 'runner');
    rmSync(work, { recursive: true, force: true });
    const [checkout, temp] = [join(work, 'checkout'), join(work, 'temp')] as const;
    for (const one of [checkout, temp]) mkdirSync(one, { recursive: true });
    const outputs: Record<string, string> = {};
    const values: Readonly<Record<string, string>> = {
      'github.event.pull_request.base.sha': base,
      'github.event.pull_request.head.sha': commit,
      'github.event.pull_request.number': '7',
      'github.token': 'job-token',
      'runner.temp': temp,
      'vars.TEAMCITY_URL': here.server.url,
      'secrets.TEAMCITY_READ_TOKEN': here.server.tokens.read,
      'secrets.TEAMCITY_TOKEN': here.server.tokens.edit,
      'secrets.PLUGBOARD_REVIEW_KEY': reviewKey,
      'secrets.REGISTRY_PASSWORD': 'hunter2',
      ...Object.fromEntries(Object.entries(needed).map(([key, value]) => [`needs.check.outputs.${key}`, value])),
    };
    const filled = (text: string): string =>
      text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, name: string) => {
        const value = values[name] ?? outputs[name.replace(/^steps\.\w+\.outputs\./, '')];
        if (value === undefined) throw new Error(`no such value: ${name}`);
        return value;
      });
    let said = '';
    for (const step of jobs[name]?.steps ?? []) {
      if (step.if === "steps.packages.outputs.changed == 'false'" && outputs['changed'] !== 'false') continue;
      const [action] = step.uses?.split('@') ?? [];
      if (action === 'actions/checkout') {
        here.git(checkout, 'clone', '--quiet', '--no-checkout', here.origin, '.');
        here.git(checkout, 'checkout', '--quiet', '--detach', filled(step.with?.['ref'] ?? commit));
      } else if (action === 'actions/upload-artifact') {
        expect(step.with?.['path']).toBe('${{ runner.temp }}/plugboard/plan.json');
        keep(join(temp, 'plugboard'), artifact);
      } else if (action === 'actions/download-artifact') {
        keep(artifact, filled(step.with?.['path'] ?? ''));
      } else if (step.run !== undefined) {
        const outputFile = join(work, 'output');
        writeFileSync(outputFile, '');
        const given = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, filled(value)]));
        const ran = await here.shell(step.run, checkout, {
          ...{ GITHUB_SHA: commit, GITHUB_REPOSITORY: 'owner/name', GITHUB_WORKSPACE: checkout },
          ...{ RUNNER_TEMP: temp, GITHUB_OUTPUT: outputFile, TEAMCITY_URL: here.server.url, CI: 'true' },
          ...given,
        });
        said += ran.out;
        for (const [, key = '', value = ''] of readFileSync(outputFile, 'utf8').matchAll(/^(\w+)=(.*)$/gm))
          outputs[key] = value;
        if (!ran.ok) return { ok: false, out: said, outputs };
      } else if (action !== 'actions/setup-node') throw new Error(`no such action: ${action}`);
    }
    return { ok: true, out: said, outputs };
  };
  return { here, job, artifact };
}

/** GitHub's command line, as far as the steps ask it. */
function standInForGh({ folder }: Platform, artifact: string): void {
  const path = join(folder, 'bin/gh');
  writeFileSync(
    path,
    `#!${process.execPath}
const fs = require('fs'); const argv = process.argv.slice(2); const text = argv.join(' ');
const option = (name) => argv[argv.indexOf(name) + 1];
const comments = JSON.parse(fs.readFileSync(process.env.COMMENTS, 'utf8'));
if (argv[0] === 'api' && /pulls$/.test(argv[1])) console.log(/number/.test(option('--jq')) ? '7' : fs.readFileSync(${JSON.stringify(join(folder, 'head'))}, 'utf8'));
else if (argv[0] === 'api' && option('--method') === 'POST') {
  const body = fs.readFileSync(option('--field').replace('body=@', ''), 'utf8');
  fs.writeFileSync(process.env.COMMENTS, JSON.stringify([...comments, { id: comments.length + 1, body, user: { id: ${bot} } }]));
} else if (argv[0] === 'api' && option('--method') === 'PATCH') {
  const body = fs.readFileSync(option('--field').replace('body=@', ''), 'utf8');
  const id = Number(argv[1].split('/').at(-1));
  fs.writeFileSync(process.env.COMMENTS, JSON.stringify(comments.map((one) => (one.id === id ? { ...one, body } : one))));
} else if (argv[0] === 'api') console.log(JSON.stringify([comments]));
else if (text.startsWith('run list')) console.log('77');
else if (text.startsWith('run download')) fs.cpSync(${JSON.stringify(artifact)}, option('--dir'), { recursive: true });
else { console.error('not expected: gh ' + text); process.exit(1); }
`,
  );
  chmodSync(path, 0o755);
}

/** The jobs of a pull request, in their order; which of the two plans it is hangs on whether packages change. */
async function pull(
  { here, job }: Workflow,
  commit: string,
): Promise<{ readonly packages: string; readonly said: string; readonly ok: boolean }> {
  writeFileSync(join(here.folder, 'head'), commit);
  const check = await job('check', commit);
  const packages = check.outputs['changed'] ?? '';
  const plan = await job(packages === 'false' ? 'plan' : 'plan-packages', commit);
  const comment = plan.ok ? await job('comment', commit, { packages }) : plan;
  return { packages, said: check.out + plan.out + comment.out, ok: check.ok && plan.ok && comment.ok };
}

describe('the workflow', () => {
  it('plans a pull request, comments on it, and applies exactly that plan after the merge', async () => {
    const all = await workflow();
    const { here, job } = all;
    const commit = here.push('pr', change);
    const first = await pull(all, commit);
    expect(first, first.said).toMatchObject({ ok: true, packages: 'false' });
    // A second run writes its comment anew.
    expect((await pull(all, commit)).ok).toBe(true);
    expect(here.comments()).toHaveLength(1);
    expect(here.comments()[0]?.body).toContain('https://new.example.com');
    here.merge(commit);
    const apply = await job('apply', commit);
    expect(apply.ok, apply.out).toBe(true);
    expect(apply.out).toContain('Apply complete!');
    expect(apply.out).not.toContain('hunter2');
  });

  it.each(Object.entries(hostile))('runs nothing of a pull request with %s', async (_, make) => {
    const all = await workflow();
    const { here } = all;
    const commit = here.push(`pr-"$(touch x)"-'-\${{x}}`.replaceAll(/[^\w$(){}'"-]/g, ''), (folder) => {
      change(folder);
      make(folder, here.mark);
    });
    const { said } = await pull(all, commit);
    expect(existsSync(here.mark), said).toBe(false);
    for (const { npmrc, manifest, variables, isCheckout } of here.installs()) {
      expect(npmrc).toBeUndefined();
      if (isCheckout) expect(manifest).toBe('{ "name": "stack" }\n');
      expect(variables.filter((name) => /TOKEN|KEY|PASSWORD/.test(name))).toEqual([]);
    }
    for (const { body } of here.comments()) expect(body).not.toContain('FORGED');
  });

  it('says in its comment that packages change, and plans with them apart from what runs', async () => {
    const all = await workflow();
    const commit = all.here.push('pr', (folder) => {
      change(folder);
      writeFileSync(join(folder, 'package.json'), '{ "name": "stack", "dependencies": { "lodash": "4" } }\n');
    });
    const { packages, ok, said } = await pull(all, commit);
    expect({ packages, ok }, said).toEqual({ packages: 'true', ok: true });
    expect(said).toContain('This pull request adds or changes packages.');
    expect(all.here.comments()[0]?.body).toContain('adds or changes packages');
    const [own, , apart] = all.here.installs();
    expect(own?.manifest).not.toContain('lodash');
    expect(apart?.folder).not.toBe(own?.folder);
    expect(apart?.manifest).toContain('lodash');
  });

  it.each<[string, (all: Workflow, commit: string) => void]>([
    [
      'more files than the plan',
      ({ artifact }) => {
        for (const name of ['.npmrc', 'node_modules/.bin/plugboard', 'package.json', '.git/hooks/post-checkout']) {
          mkdirSync(join(artifact, name, '..'), { recursive: true });
          writeFileSync(join(artifact, name), '#!/bin/sh\ntouch ran\n');
        }
      },
    ],
  ])('applies the plan beside nothing of an artifact with %s', async (_, poison) => {
    const all = await workflow();
    const commit = all.here.push('pr', change);
    expect((await pull(all, commit)).ok).toBe(true);
    poison(all, commit);
    all.here.merge(commit);
    const apply = await all.job('apply', commit);
    expect(apply.ok, apply.out).toBe(true);
    expect(existsSync(join(all.here.folder, 'runner/checkout/ran'))).toBe(false);
  });

  it.each<[string, (all: Workflow, commit: string) => void]>([
    ['another plan', ({ artifact }) => appendFileSync(join(artifact, 'plan.json'), '\n')],
    ['no comment', ({ here }) => writeFileSync(join(here.folder, 'comments.json'), '[]')],
    [
      'a comment by somebody else',
      ({ here }) => {
        const [{ body = '' } = {}] = here.comments();
        writeFileSync(join(here.folder, 'comments.json'), '[]');
        here.comment(body, 5);
      },
    ],
    [
      'a forged comment',
      ({ here }, commit) => {
        writeFileSync(join(here.folder, 'comments.json'), '[]');
        here.comment(
          `<!-- plugboard-review 1 plugboard 7 ${commit} sha256:${'0'.repeat(64)} ${'0'.repeat(64)} -->\n`,
          bot,
        );
      },
    ],
    ['a commit that came after the review', ({ here }) => writeFileSync(join(here.folder, 'head'), '9'.repeat(40))],
  ])('applies nothing where there is %s', async (_, spoil) => {
    const all = await workflow();
    const { here } = all;
    const commit = here.push('pr', change);
    expect((await pull(all, commit)).ok).toBe(true);
    spoil(all, commit);
    here.merge(commit);
    const writes = here.server.requests.filter(({ method }) => method !== 'GET').length;
    const apply = await all.job('apply', commit);
    expect(apply.ok).toBe(false);
    expect(apply.out).toMatch(/PB5(?:07|30)/);
    expect(here.server.requests.filter(({ method }) => method !== 'GET')).toHaveLength(writes);
  });
});
