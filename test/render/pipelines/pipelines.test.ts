import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { guarded } from '../../../compiler/cli/guarded.ts';
import { commandLine } from '../../../compiler/cli/program.ts';
import type { Shell } from '../../../compiler/cli/shell.ts';
import { pipelines } from '../../../compiler/render/pipelines/pipelines.ts';
import { workflowErrors } from './workflow-errors.ts';

const silent: Shell = guarded({
  environment: {},
  workingDirectory: '/',
  ask: undefined,
  out: { write: () => undefined, isTerminal: false },
  err: { write: () => undefined, isTerminal: false },
});

/** Reads a line as our own command line does, without doing it. Throws where an option or a command does not exist. */
function parsed(line: string): string {
  const [name = '', ...rest] = wordsOf(line);
  let command = commandLine(silent, () => undefined).commands.find((one) => one.name() === name);
  const inner = command?.commands.find((one) => one.name() === rest[0]);
  if (inner !== undefined) {
    command = inner;
    rest.shift();
  }
  if (command === undefined) throw new Error(`no such command: ${line}`);
  const { operands, unknown } = command.parseOptions(rest);
  if (unknown.length > 0 || operands.length > command.registeredArguments.length) throw new Error(`wrong: ${line}`);
  return inner === undefined ? name : `${name} ${inner.name()}`;
}

/** Words of a shell, up to where its output goes; a variable stands for a right value of what it is given for. */
function wordsOf(line: string): string[] {
  const values: Readonly<Record<string, string>> = { PULL: '7', pull: '7', CI_MERGE_REQUEST_IID: '7' };
  const [command = ''] = line.split(/ > |; fi|\)$/);
  return (command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [])
    .filter((word) => !/^"\$(?:@|\{note\[@\]\})"$/.test(word))
    .map((word) => word.replaceAll(/["']/g, ''))
    .map((word) => word.replace(/^\$\{?(\w+).*$/, (_, name: string) => values[name] ?? standIn(name)));
}

const standIn = (name: string): string => {
  if (/digest/i.test(name)) return `sha256:${'0'.repeat(64)}`;
  return /head|sha/i.test(name) ? '0'.repeat(40) : name;
};

const textOf = (system: keyof typeof pipelines, folder = ''): string => pipelines[system]({ folder, secrets: [] }).text;

const gitlabJob = z.looseObject({
  stage: z.enum(['check', 'plan', 'comment', 'apply']),
  rules: z.array(
    z.strictObject({
      if: z.string(),
      changes: z.array(z.string()).optional(),
      when: z.literal('manual').optional(),
      allow_failure: z.literal(false).optional(),
    }),
  ),
  script: z.array(z.string()),
  variables: z.record(z.string(), z.string()),
});
/** The keywords of docs.gitlab.com/ci/yaml that we use, where they may stand. */
const gitlab = z.strictObject({
  stages: z.array(z.string()),
  default: z.strictObject({ image: z.string(), before_script: z.array(z.string()) }),
  variables: z.record(z.string(), z.string()),
  workflow: z.strictObject({ rules: z.array(z.strictObject({ if: z.string() })) }),
  check: gitlabJob,
  plan: gitlabJob,
  'plan-packages': gitlabJob,
  comment: gitlabJob,
  apply: gitlabJob.extend({ resource_group: z.string() }),
  drift: gitlabJob,
});

/** Names with everything in them that means something in one of the languages. */
const oddFolder = `a 'b' "c" $(d) %e% #f * : [g] !h`;

describe('a pipeline', () => {
  it.each([
    ['github', ['check', 'plan', 'plan', 'review write', 'review find', 'review find', 'apply', 'drift']],
    ['gitlab', ['check', 'plan', 'plan', 'review write', 'review find', 'review find', 'apply', 'drift']],
    ['teamcity', ['plan', 'plan', 'apply', 'drift']],
  ] as const)('for %s holds only commands that there are', (system, wanted) => {
    const text = textOf(system).replaceAll("${'$'}", '$');
    const lines = [...text.matchAll(/npx --no plugboard ([^\n]+)/g)].map(([, line = '']) => line);
    expect(lines.map(parsed)).toEqual(wanted);
    expect(lines.at(-1)).toContain('drift --detailed-exitcode');
    expect(lines.at(-2)).toContain(' --digest ');
    // `npx` by itself would install a package of that name from a registry.
    expect(text).not.toMatch(/npx (?!--no plugboard )/);
    expect(text).not.toMatch(/npm (?!ci --ignore-scripts)\w/);
  });

  it('that asks for what does not exist is noticed', () => {
    expect(() => parsed('plan --no-such')).toThrow('wrong: plan --no-such');
    expect(() => parsed('plan --out yaml=a')).toThrow();
    expect(() => parsed('deploy')).toThrow('no such command');
  });

  it.each(['', 'infra/teamcity', oddFolder])(
    'for GitHub is one to its own parser, in the folder %j',
    async (folder) => {
      const { file, text } = pipelines.github({ folder, secrets: ['REGISTRY_PASSWORD'] });
      expect(await workflowErrors(file, text)).toEqual([]);
      expect(await workflowErrors(file, text.replace('runs-on', 'run-on'))).not.toEqual([]);
    },
  );

  it('for GitHub gives a pull request the token that can only read, and nothing to one from a fork', () => {
    const { on, permissions, jobs } = parse(textOf('github'));
    expect(Object.keys(on)).toEqual(['pull_request', 'push', 'schedule']);
    expect(permissions).toEqual({ contents: 'read' });
    const secretsOf = (job: unknown): readonly string[] => [
      ...new Set([...JSON.stringify(job).matchAll(/secrets\.(\w+)/g)].map(([, name = '']) => name)),
    ];
    expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, secretsOf(job)]))).toEqual({
      check: [],
      plan: ['TEAMCITY_READ_TOKEN'],
      'plan-packages': ['TEAMCITY_READ_TOKEN'],
      comment: ['PLUGBOARD_REVIEW_KEY'],
      apply: ['PLUGBOARD_REVIEW_KEY', 'TEAMCITY_TOKEN'],
      drift: ['TEAMCITY_READ_TOKEN'],
    });
    for (const name of ['plan', 'plan-packages']) {
      expect(jobs[name].if).toContain('head.repo.full_name == github.repository');
    }
    expect(jobs['plan-packages'].environment).toBe('plugboard-packages');
    expect(jobs.apply).toMatchObject({ environment: 'teamcity', concurrency: { 'cancel-in-progress': false } });
  });

  it('for GitHub gives secrets to the steps that need them, and to no job', () => {
    const { env, jobs } = parse(pipelines.github({ folder: '', secrets: ['REGISTRY_PASSWORD', 'SLACK_TOKEN'] }).text);
    const steps = Object.values<{ steps: { run?: string; env?: object }[] }>(jobs).flatMap((job) => job.steps);
    for (const job of Object.values<object>(jobs)) expect(job).not.toHaveProperty('env');
    expect(env).toEqual({ TEAMCITY_URL: '${{ vars.TEAMCITY_URL }}' });
    for (const { run = '', env: given = {} } of steps) if (run.includes('npm ci')) expect(given).toEqual({});
    const apply = steps.find(({ run }) => run?.includes('plugboard apply'));
    expect(Object.keys(apply?.env ?? {})).toEqual(['DIGEST', 'TEAMCITY_TOKEN', 'REGISTRY_PASSWORD', 'SLACK_TOKEN']);
  });

  it('for GitHub uses actions by digest, and stands on the target branch in jobs of a pull request', () => {
    const text = textOf('github');
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, name = '']) => name);
    for (const one of used) expect(one).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    const { jobs } = parse(text);
    for (const name of ['check', 'plan', 'plan-packages', 'comment']) {
      const [checkout] = jobs[name].steps;
      expect(checkout.with).toEqual({ ref: '${{ github.event.pull_request.base.sha }}' });
    }
  });

  it('for GitHub writes no name into a script: an expression in it could be a command', () => {
    const { jobs } = parse(textOf('github', oddFolder));
    const steps = Object.values<{ steps: { run?: string }[] }>(jobs).flatMap((job) => job.steps);
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{|\(d\)/);
  });

  it.each(['', 'infra/teamcity', oddFolder])(
    'for GitLab has the outline that is documented, in the folder %j',
    (folder) => {
      const all = gitlab.parse(parse(textOf('gitlab', folder)));
      expect(all.variables).toEqual({
        GIT_STRATEGY: 'none',
        PLUGBOARD_FOLDER: folder === '' ? '.' : all.variables['PLUGBOARD_FOLDER'],
      });
      const jobs = [all.check, all.plan, all['plan-packages'], all.comment, all.apply, all.drift];
      expect(jobs.map(({ variables }) => variables['TEAMCITY_TOKEN'])).toEqual([
        undefined,
        '$TEAMCITY_READ_TOKEN',
        '$TEAMCITY_READ_TOKEN',
        undefined,
        '$TEAMCITY_EDIT_TOKEN',
        '$TEAMCITY_READ_TOKEN',
      ]);
      expect(new Set(jobs.map(({ variables }) => variables['OUT'])).size).toBe(jobs.length);
      expect(all.plan.rules[0]?.if).toContain('$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID');
      expect(all['plan-packages'].rules[0]).toMatchObject({ when: 'manual', allow_failure: false });
      expect(all.apply.resource_group).toMatch(/^plugboard[\w-]*-apply$/);
      expect(all.apply.rules[0]?.when).toBe('manual');
      expect(all.plan['artifacts']).toMatchObject({ paths: ['.plugboard-plan/plan.json'], public: false });
    },
  );

  it.each(['', 'infra/teamcity', oddFolder])(
    'for TeamCity applies what a plan left, and has closed braces, in %j',
    (folder) => {
      const text = textOf('teamcity', folder);
      const code = text.replace(/"""[\s\S]*?"""|"(?:[^"\n\\]|\\.)*"|\/\/.*/g, '');
      for (const [open, close] of ['{}', '()']) {
        expect(code.split(open ?? '')).toHaveLength(code.split(close ?? '').length);
      }
      expect(text.match(/^object (\w+) : BuildType/gm)).toEqual([
        'object Plan : BuildType',
        'object PlanPackages : BuildType',
        'object Apply : BuildType',
        'object Drift : BuildType',
      ]);
      expect(text.match(/"%plugboard\.\w+Token%"/g)).toEqual([
        '"%plugboard.readToken%"',
        '"%plugboard.readToken%"',
        '"%plugboard.editToken%"',
        '"%plugboard.readToken%"',
      ]);
      expect(text).toContain('artifactRules = "plan.json => .plugboard"');
      // A `$` in a raw text would begin a template, and a `%` a parameter.
      for (const [, script = ''] of text.matchAll(/scriptContent = """([\s\S]*?)"""/g)) {
        expect(script.replaceAll("${'$'}", '')).not.toContain('$');
        expect(script.replaceAll('%%', '')).not.toContain('%');
      }
    },
  );
});
