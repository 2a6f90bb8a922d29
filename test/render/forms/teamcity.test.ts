import { describe, expect, it } from 'vitest';
import { visible } from '../../../compiler/diagnostics/visible.ts';
import { teamcityForm } from '../../../compiler/render/forms/teamcity/teamcity.ts';
import { drift, hostile, hostilePlan, messages, plan, planReport, reportOf, settings } from './reports.ts';

interface ServiceMessage {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Reads a service message back by the documented rules, and refuses whatever they do not allow. */
function read(line: string): ServiceMessage {
  const [, name = '', rest = ''] =
    /^##teamcity\[(\w+)((?: \w+='(?:[^|'[\]\n\r]|\|[|'[\]nr]|\|0x[0-9A-F]{4})*')*)\]$/.exec(line) ?? [];
  if (name === '' || /[^\u0020-\u007e]/.test(line)) throw new Error(`not a service message: ${line}`);
  const attributes = [...rest.matchAll(/ (\w+)='((?:[^|']|\|.)*)'/g)].map(([, key = '', value = '']) => [
    key,
    value.replace(/\|(?:0x([0-9A-F]{4})|(.))/g, (_, unit, one) =>
      unit === undefined
        ? ({ n: '\n', r: '\r' }[one as string] ?? one)
        : String.fromCharCode(Number.parseInt(unit, 16)),
    ),
  ]);
  return { name, attributes: Object.fromEntries(attributes) };
}

const readAll = (text: string): readonly ServiceMessage[] => text.trimEnd().split('\n').map(read);

describe('service messages of TeamCity', () => {
  it('have a block for each project, numbers, and a status', () => {
    expect(teamcityForm(planReport(plan), settings)).toBe(
      [
        "##teamcity[message text='_Root/old is destroyed, and 1 secret on the server with it' status='WARNING']",
        "##teamcity[message text='_Root/old is the last dockerRegistry of 1 project: Payments' status='WARNING']",
        "##teamcity[blockOpened name='Payments' description='2 changes']",
        `##teamcity[message text='  # Payments/registry will be created|n  + dockerRegistry "Registry" {|n      + id   = (known after apply)|n      + name = "Registry"|n    }' status='NORMAL']`,
        `##teamcity[message text='  # Payments/mirror will be updated in-place|n  # felt in 2 projects: Payments, Payments_Api|n  ~ dockerRegistry "Registry" {|n        id  = "PROJECT_EXT_1"|n      ~ url = "a" -> "b"|n        # (2 unchanged properties hidden)|n    }' status='NORMAL']`,
        "##teamcity[blockClosed name='Payments']",
        "##teamcity[blockOpened name='_Root' description='1 change']",
        `##teamcity[message text='  # _Root/old will be destroyed|n  # (because it is no longer declared)|n  # lost in 2 projects: Payments, Payments_Api|n  # Payments loses its only dockerRegistry|n  # lost for good: password, which only the server knows|n  - dockerRegistry "Registry" {|n      - id = "PROJECT_EXT_1" -> null|n    }' status='WARNING']`,
        "##teamcity[blockClosed name='_Root']",
        "##teamcity[buildStatisticValue key='plugboard.plan.add' value='1']",
        "##teamcity[buildStatisticValue key='plugboard.plan.change' value='1']",
        "##teamcity[buildStatisticValue key='plugboard.plan.destroy' value='1']",
        "##teamcity[buildStatus text='Dangerous: 1 connection destroyed, 1 secret lost, 1 project left without any connection of a kind. Plan: 1 to add, 1 to change, 1 to destroy. {build.status.text}']",
        '',
      ].join('\n'),
    );
  });

  it('make an error a build problem that is the same in the next build, and only an error', () => {
    const problems = (diagnostics: typeof messages): readonly ServiceMessage[] =>
      readAll(teamcityForm(reportOf({ diagnostics }), settings)).filter(({ name }) => name === 'buildProblem');
    const [first] = messages;
    if (first?.span === undefined) throw new Error('no message');
    const [problem, other, ...none] = problems(messages);
    expect(none).toEqual([]);
    expect(problem?.attributes['description']).toBe(
      'PB301: needed connection is not available (infra/teams/payments.ts:6)\n`Payments` needs a `slackConnection`, and none reaches it.\n`Payments` gets: `github`.\nhint: Declare one, 100% sure: here, or above.',
    );
    const identity = problem?.attributes['identity'] ?? '';
    expect(identity).toMatch(/^[A-Za-z_]\w{0,59}$/);
    expect(other?.attributes['identity']).not.toBe(identity);
    expect(problems([{ ...first, span: { ...first.span, line: 99 } }])[0]?.attributes['identity']).toBe(identity);
    const [long] = problems([{ ...first, message: 'x'.repeat(9_000) }]);
    expect(long?.attributes['description']?.length).toBeLessThanOrEqual(2_000);
    expect(long?.attributes['description']).toMatch(/x…\(\d+ characters left out\)…x+ \(sha256 [0-9a-f]{64}\)/);
  });

  it('say values of every script, and hold no message within a message', () => {
    const diagnostics = hostile.map((message) => ({ ...(messages[0] as (typeof messages)[number]), message }));
    const all = readAll(teamcityForm({ ...planReport(hostilePlan), diagnostics }, settings));
    const said = all.map(({ attributes }) => Object.values(attributes).join('\n')).join('\n');
    for (const name of hostile) expect(said).toContain(visible(name));
    expect(said).not.toContain('##teamcity[');
    expect(all.filter(({ name }) => name === 'buildProblem')).toHaveLength(hostile.length);
    const blocks = all
      .filter(({ name }) => name.startsWith('block'))
      .map(({ name, attributes }) => `${name} ${attributes['name']}`);
    expect(
      blocks.filter((one, index) => index % 2 === 1 && one !== blocks[index - 1]?.replace('Opened', 'Closed')),
    ).toEqual([]);
  });

  it('warn of a drift and count it', () => {
    expect(readAll(teamcityForm(reportOf({ command: 'drift', drift }), settings))).toEqual([
      {
        name: 'message',
        attributes: {
          text: '  ~ Payments/registry was edited\n      dockerRegistry "Registry" [id=PROJECT_EXT_1]\n      url  "https://a" -> "https://b"\n      apply would change it back, in place',
          status: 'WARNING',
        },
      },
      { name: 'buildStatisticValue', attributes: { key: 'plugboard.drift', value: '1' } },
      { name: 'buildStatus', attributes: { text: 'Drift: 1 edited. {build.status.text}' } },
    ]);
  });
});
