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
  const [name = '', ...rest] = line.split(' ');
  const command = commandLine(silent, () => undefined).commands.find((one) => one.name() === name);
  if (command === undefined) throw new Error(`no such command: ${line}`);
  const { operands, unknown } = command.parseOptions(rest);
  if (unknown.length > 0 || operands.length > command.registeredArguments.length) throw new Error(`wrong: ${line}`);
  return name;
}

const textOf = (system: keyof typeof pipelines, folder = ''): string => pipelines[system]({ folder }).text;

const gitlabJob = z.looseObject({
  stage: z.enum(['check', 'plan', 'apply']),
  rules: z.array(z.strictObject({ if: z.string(), when: z.literal('manual').optional() })),
  script: z.array(z.string()),
  variables: z.record(z.string(), z.string()).optional(),
});
/** The keywords of docs.gitlab.com/ci/yaml that we use, where they may stand. */
const gitlab = z.strictObject({
  stages: z.array(z.string()),
  default: z.strictObject({ image: z.string(), before_script: z.array(z.string()) }),
  workflow: z.strictObject({ rules: z.array(z.strictObject({ if: z.string() })) }),
  check: gitlabJob,
  plan: gitlabJob,
  apply: gitlabJob.extend({ needs: z.array(z.string()), resource_group: z.string() }),
  drift: gitlabJob,
});

describe('a pipeline', () => {
  it.each(['github', 'gitlab', 'teamcity'] as const)('for %s holds only commands that there are', (system) => {
    const lines = [...textOf(system).matchAll(/npx plugboard ([^"\n]+)/g)].map(([, line = '']) => line);
    const wanted = system === 'teamcity' ? ['plan', 'apply', 'drift'] : ['check', 'plan', 'apply', 'drift'];
    expect(lines.map(parsed)).toEqual(wanted);
    expect(lines.at(-1)).toContain('drift --detailed-exitcode');
    expect(lines.at(-2)).toMatch(/^apply plan\.json /);
  });

  it('that asks for what does not exist is noticed', () => {
    expect(() => parsed('plan --no-such')).toThrow('wrong: plan --no-such');
    expect(() => parsed('plan --out yaml=a')).toThrow();
    expect(() => parsed('deploy')).toThrow('no such command');
  });

  it.each(['', 'infra/teamcity'])('for GitHub is one to its own parser, in the folder %j', async (folder) => {
    const { file, text } = pipelines.github({ folder });
    expect(await workflowErrors(file, text)).toEqual([]);
    expect(await workflowErrors(file, text.replace('runs-on', 'run-on'))).not.toEqual([]);
  });

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
      comment: [],
      apply: ['TEAMCITY_TOKEN'],
      drift: ['TEAMCITY_READ_TOKEN'],
    });
    expect(jobs.plan.if).toContain('head.repo.full_name == github.repository');
    expect(JSON.stringify(jobs.comment)).not.toMatch(/checkout|npm|npx/);
    expect(jobs.apply).toMatchObject({ environment: 'teamcity', concurrency: { 'cancel-in-progress': false } });
  });

  it.each(['', 'infra/teamcity'])('for GitLab has the outline that is documented, in the folder %j', (folder) => {
    const { check, plan, apply, drift, default: every } = gitlab.parse(parse(textOf('gitlab', folder)));
    expect(every.before_script).toEqual([...(folder === '' ? [] : [`cd ${folder}`]), 'npm ci --ignore-scripts']);
    expect([check, plan, apply, drift].map(({ variables }) => variables?.['TEAMCITY_TOKEN'])).toEqual([
      undefined,
      '$TEAMCITY_READ_TOKEN',
      '$TEAMCITY_EDIT_TOKEN',
      '$TEAMCITY_READ_TOKEN',
    ]);
    expect(plan.rules[0]?.if).toContain('$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID');
    expect(apply).toMatchObject({ needs: ['plan'], resource_group: 'plugboard-apply' });
    expect(apply.rules[0]?.when).toBe('manual');
    const file = `${folder === '' ? '' : `${folder}/`}plan.json`;
    expect(plan['artifacts']).toMatchObject({ paths: [file, file.replace('json', 'md')], public: false });
  });

  it.each(['', 'infra/teamcity'])('for TeamCity applies what a plan left, and has closed braces, in %j', (folder) => {
    const text = textOf('teamcity', folder);
    const code = text.replace(/\/\/.*|"""[\s\S]*?"""|"[^"\n]*"/g, '');
    for (const [open, close] of ['{}', '()']) {
      expect(code.split(open ?? '')).toHaveLength(code.split(close ?? '').length);
    }
    expect(text.match(/^object (\w+) : BuildType/gm)).toEqual([
      'object Plan : BuildType',
      'object Apply : BuildType',
      'object Drift : BuildType',
    ]);
    expect(text.match(/"%plugboard\.\w+%"/g)).toEqual([
      '"%plugboard.readToken%"',
      '"%plugboard.editToken%"',
      '"%plugboard.readToken%"',
    ]);
    expect(text).toContain(folder === '' ? 'artifactRules = "plan.json"' : `artifactRules = "plan.json => ${folder}"`);
  });
});
