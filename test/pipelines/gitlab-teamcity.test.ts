/** The scripts of GitLab's jobs and of TeamCity's builds, as they stand in the files, for branches of strangers. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { pipelines } from '../../compiler/render/pipelines/pipelines.ts';
import { bot, change, hostile, type Platform, platform, type Ran, reviewKey } from './platform.ts';

/** What an install must not have seen, and where nothing of a stranger may have lain. */
function expectHarmless(here: Platform, said: string): void {
  expect(existsSync(here.mark), said).toBe(false);
  for (const { npmrc, manifest, variables, isCheckout } of here.installs()) {
    expect(npmrc).toBeUndefined();
    if (isCheckout) expect(manifest).toBe('{ "name": "stack" }\n');
    expect(variables.filter((name) => /TEAMCITY_\w*TOKEN|_KEY|PASSWORD|GITLAB_TOKEN/.test(name))).toEqual([]);
  }
}

describe('GitLab', () => {
  const pipeline = pipelines.gitlab({ folder: '', secrets: ['REGISTRY_PASSWORD'] });
  const file = parse(pipeline.text);

  interface Project {
    readonly here: Platform;
    readonly job: (name: string, commit: string) => Promise<Ran>;
    readonly directory: string;
  }

  async function project(): Promise<Project> {
    const here = await platform(pipeline);
    const directory = join(here.folder, 'builds');
    mkdirSync(directory);
    const kept = join(here.folder, 'kept');
    mkdirSync(kept);
    const curl = join(here.folder, 'bin/curl');
    writeFileSync(
      curl,
      `#!${process.execPath}
const fs = require('fs'); const argv = process.argv.slice(2); const url = argv.at(-1);
const option = (name) => argv[argv.indexOf(name) + 1];
const comments = JSON.parse(fs.readFileSync(process.env.COMMENTS, 'utf8'));
const save = (all) => fs.writeFileSync(process.env.COMMENTS, JSON.stringify(all));
if (/merge_requests$/.test(url)) console.log(JSON.stringify([{ iid: 7, sha: fs.readFileSync(${JSON.stringify(join(here.folder, 'head'))}, 'utf8') }]));
else if (argv.includes('POST')) save([...comments, { id: 1, body: fs.readFileSync(option('--data-urlencode').replace('body@', ''), 'utf8'), author: { id: ${bot} } }]);
else if (argv.includes('PUT')) save(comments.map((one) => ({ ...one, body: fs.readFileSync(option('--data-urlencode').replace('body@', ''), 'utf8') })));
else if (/notes\\?/.test(url)) console.log(JSON.stringify(comments));
else if (/raw\\/(.*)\\?job/.test(url)) fs.copyFileSync(${JSON.stringify(kept)} + '/' + /job=(.*)/.exec(url)[1], option('--output'));
else { console.error('not expected: curl ' + argv); process.exit(1); }
`,
    );
    chmodSync(curl, 0o755);
    const job: Project['job'] = async (name, commit) => {
      const { script, variables } = file[name];
      const isMerged = name === 'apply';
      const given: Record<string, string> = {
        ...{
          TEAMCITY_URL: here.server.url,
          TEAMCITY_READ_TOKEN: here.server.tokens.read,
          REGISTRY_PASSWORD: 'hunter2',
        },
        ...(isMerged ? { TEAMCITY_EDIT_TOKEN: here.server.tokens.edit } : {}),
        ...{ PLUGBOARD_REVIEW_KEY: reviewKey, PLUGBOARD_GITLAB_TOKEN: 'api-token', PLUGBOARD_BOT_ID: String(bot) },
        ...{
          CI_PIPELINE_SOURCE: isMerged ? 'push' : 'merge_request_event',
          CI_COMMIT_SHA: commit,
          CI_PROJECT_DIR: directory,
        },
        ...{ CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_IID: '7', CI_REPOSITORY_URL: here.origin },
        ...{ CI_API_V4_URL: 'https://gitlab.example.com/api/v4', CI_PROJECT_ID: '5' },
      };
      for (const [key, value] of Object.entries<string>({ ...file.variables, ...variables })) {
        given[key] = value.replaceAll(/\$(\w+)/g, (_, other: string) => given[other] ?? '');
      }
      const ran = await here.shell([...file.default.before_script, ...script].join('\n'), directory, given);
      const plan = join(directory, `.plugboard-${name}/plan.json`);
      if (existsSync(plan)) writeFileSync(join(kept, name), readFileSync(plan));
      return ran;
    };
    return { here, job, directory };
  }

  async function pull({ here, job }: Project, commit: string): Promise<Ran> {
    writeFileSync(join(here.folder, 'head'), commit);
    let out = '';
    for (const name of ['check', 'plan', 'plan-packages', 'comment']) {
      const planned = name !== 'plan-packages' || /adds or changes packages/.test(out);
      const ran = planned ? await job(name, commit) : { ok: true, out: '' };
      out += ran.out;
      if (!ran.ok) return { ok: false, out };
    }
    return { ok: true, out };
  }

  it('plans a merge request, comments on it, and applies exactly that plan after the merge', async () => {
    const all = await project();
    const commit = all.here.push('mr', change);
    const first = await pull(all, commit);
    expect(first.ok, first.out).toBe(true);
    expect((await pull(all, commit)).ok).toBe(true);
    expect(all.here.comments()).toHaveLength(1);
    all.here.merge(commit);
    const apply = await all.job('apply', commit);
    expect(apply.ok, apply.out).toBe(true);
    expect(apply.out).toContain('Apply complete!');
    expectHarmless(all.here, apply.out);
  });

  it.each(Object.entries(hostile))('runs nothing of a merge request with %s', async (_, make) => {
    const all = await project();
    const commit = all.here.push('mr', (folder) => {
      change(folder);
      make(folder, all.here.mark);
    });
    const { out } = await pull(all, commit);
    expectHarmless(all.here, out);
    for (const { body } of all.here.comments()) expect(body).not.toContain('FORGED');
  });

  it('applies nothing where the plan is another one, or no comment is its own', async () => {
    const all = await project();
    const commit = all.here.push('mr', change);
    expect((await pull(all, commit)).ok).toBe(true);
    all.here.merge(commit);
    writeFileSync(join(all.here.folder, 'kept/plan'), '{}');
    const other = await all.job('apply', commit);
    expect(other).toMatchObject({ ok: false, out: expect.stringContaining('is not the one that was reviewed') });
    writeFileSync(join(all.here.folder, 'comments.json'), '[]');
    const none = await all.job('apply', commit);
    expect(none).toMatchObject({ ok: false, out: expect.stringContaining('PB530') });
  });
});

describe('TeamCity', () => {
  const { text, file } = pipelines.teamcity({ folder: '', secrets: ['REGISTRY_PASSWORD'] });

  /** The script of a build, as TeamCity hands it to the shell. */
  const scriptOf = (name: string): string => {
    const [, build = ''] = new RegExp(`object ${name} : BuildType([\\s\\S]*?)\\n}\\)`).exec(text) ?? [];
    const [, script = ''] = /scriptContent = """([\s\S]*?)"""/.exec(build) ?? [];
    return script
      .replaceAll("${'$'}", () => '$')
      .replaceAll('%%', '%')
      .replaceAll(/^ {16}/gm, '');
  };

  async function build(
    here: Platform,
    name: string,
    commit: string,
    more: Record<string, string> = {},
  ): Promise<Ran & { plan: string | undefined }> {
    const checkout = join(here.folder, 'agent');
    const before = name === 'Apply' ? readFileSync(join(checkout, '.plugboard/plan.json')) : undefined;
    rmSync(checkout, { recursive: true, force: true });
    here.git(here.folder, 'clone', '--quiet', here.origin, checkout);
    here.git(checkout, 'checkout', '--quiet', '--detach', commit);
    if (before !== undefined) {
      mkdirSync(join(checkout, '.plugboard'));
      writeFileSync(join(checkout, '.plugboard/plan.json'), before);
    }
    const { url, tokens } = here.server;
    const token = name === 'Apply' ? tokens.edit : tokens.read;
    const ran = await here.shell(scriptOf(name), checkout, {
      ...{ TEAMCITY_VERSION: '2025.11', TEAMCITY_URL: url, TEAMCITY_TOKEN: token, PLUGBOARD_CHECKOUT: checkout },
      ...{ PLUGBOARD_FOLDER: '.', PLUGBOARD_TARGET: 'main', ...more },
    });
    const plan = join(checkout, '.plugboard/plan.json');
    return { ...ran, plan: existsSync(plan) ? readFileSync(plan, 'utf8') : undefined };
  }

  it('plans a branch, and applies the plan whose digest somebody gives', async () => {
    const here = await platform({ file, text });
    const commit = here.push('branch', change);
    const planned = await build(here, 'Plan', commit);
    expect(planned.ok, planned.out).toBe(true);
    const [digest = ''] = /sha256:[0-9a-f]{64}/.exec(planned.out) ?? [];
    here.merge(commit);
    const secret = { REGISTRY_PASSWORD: 'hunter2' };
    const other = await build(here, 'Apply', commit, { PLUGBOARD_DIGEST: `sha256:${'0'.repeat(64)}`, ...secret });
    expect(other).toMatchObject({ ok: false, out: expect.stringContaining('is not the one that was reviewed') });
    const applied = await build(here, 'Apply', commit, { PLUGBOARD_DIGEST: digest, ...secret });
    expect(applied.ok, applied.out).toBe(true);
    expectHarmless(here, applied.out);
  });

  it.each(Object.entries(hostile))('runs nothing of a branch with %s', async (_, make) => {
    const here = await platform({ file, text });
    const commit = here.push('branch', (folder) => {
      change(folder);
      make(folder, here.mark);
    });
    for (const name of ['Plan', 'PlanPackages']) {
      const { out, plan = '' } = await build(here, name, commit);
      expectHarmless(here, out);
      expect(plan).not.toContain('FORGED');
    }
  });
});
