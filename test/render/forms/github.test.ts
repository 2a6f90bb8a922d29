import { describe, expect, it } from 'vitest';
import { githubForm } from '../../../compiler/render/forms/github.ts';
import { hostile, hostilePlan, largePlan, messages, plan, planReport, reportOf, settings } from './reports.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** Reads a line as the runner does: `ActionCommand.TryParseV2` of github.com/actions/runner. */
function commandOf(line: string): Command | undefined {
  const found = /^::(\w+)(?: (.*?))?::(.*)$/.exec(line);
  if (found === null) return undefined;
  const [, name = '', properties = '', message = ''] = found;
  const data = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
  const property = (text: string): string =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  return {
    name,
    properties: Object.fromEntries(
      properties.split(',').map((one) => {
        const [key = '', ...value] = one.split('=');
        return [key, property(value.join('='))];
      }),
    ),
    message: data(message),
  };
}

const commands = (...of: Parameters<typeof githubForm>): readonly (Command | undefined)[] =>
  githubForm(...of)
    .trimEnd()
    .split('\n')
    .map(commandOf);

describe('annotations of GitHub', () => {
  it('stand beside the source, seen from the top of the repository', () => {
    expect(githubForm(reportOf({ diagnostics: messages }), settings)).toBe(
      [
        '::error file=infra/teams/payments.ts,line=6,endLine=6,col=11,endColumn=28,title=PB301%3A needed connection is not available::`Payments` needs a `slackConnection`, and none reaches it.%0A`Payments` gets: `github`.%0Ahint: Declare one, 100%25 sure: here, or above.',
        '::error title=PB401%3A server cannot be reached::The server cannot be reached.',
        '::warning title=PB414%3A certificates are not checked::Certificates are not checked.',
        '::notice title=Plugboard plan of acme::It cannot be applied: 2 errors.',
        '',
      ].join('\n'),
    );
  });

  it('warn of dangers, and say the verdict', () => {
    expect(commands(planReport(plan), settings)).toEqual([
      {
        name: 'warning',
        properties: { title: 'Dangerous change' },
        message: '_Root/old is destroyed, and 1 secret on the server with it',
      },
      {
        name: 'warning',
        properties: { title: 'Dangerous change' },
        message: '_Root/old is the last dockerRegistry of 1 project: Payments',
      },
      {
        name: 'notice',
        properties: { title: 'Plugboard plan of acme' },
        message:
          'Dangerous: 1 connection destroyed, 1 secret lost, 1 project left without any connection of a kind.\nPlan: 1 to add, 1 to change, 1 to destroy.',
      },
    ]);
  });

  it('are ten of a kind, the last of which says how many more there are', () => {
    const [error] = messages;
    const errors = error === undefined ? [] : Array.from({ length: 30 }, () => error);
    const all = commands(
      { ...planReport(largePlan(11, 'delete')), diagnostics: [...messages.slice(2), ...errors] },
      settings,
    );
    const titles = (kind: string): readonly (string | undefined)[] =>
      all.filter((one) => one?.name === kind).map((one) => one?.properties['title']);
    expect(titles('error')).toEqual([...Array(9).fill('PB301: needed connection is not available'), '21 more']);
    expect(titles('warning')).toEqual([...Array(9).fill('Dangerous change'), '3 more']);
    expect(titles('notice')).toHaveLength(1);
  });

  it('say values and obey none', () => {
    const diagnostics = hostile.map((name) => ({
      ...(messages[0] as (typeof messages)[number]),
      message: name,
      span: { file: `a,b:${name.slice(0, 20)}.ts`, line: 1, column: 1, endLine: 2, endColumn: 2 },
    }));
    const lines = githubForm({ ...planReport(hostilePlan), diagnostics }, settings)
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(9 + 9 + 1);
    expect(lines.every((line) => /^::(error|warning|notice) /.test(line))).toBe(true);
    expect(lines.join('\n')).not.toMatch(/##\[|##teamcity\[/);
    expect(commandOf(lines[7] ?? '')?.message).toContain('::error file=a.ts,line=1::hello %0A %25');
  });
});
