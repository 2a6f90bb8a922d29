import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { describe, expect, it } from 'vitest';
import { visible } from '../../../compiler/diagnostics/visible.ts';
import { junitForm } from '../../../compiler/render/forms/junit.ts';
import type { Report } from '../../../compiler/render/forms/report.ts';
import { connection, drift, hostile, largePlan, messages, plan, planReport, reportOf, settings } from './reports.ts';

const elements = ({ children }: XmlElement): readonly XmlElement[] =>
  children.filter((child) => child instanceof XmlElement);

/** The test cases: name and what became of it. It checks the outline on the way: the counts, and what stands where. */
function cases(report: Report): readonly (readonly string[])[] {
  const { root } = parseXml(junitForm(report, settings));
  const [suite, ...others] = root === null ? [] : elements(root);
  if (root?.name !== 'testsuites' || suite?.name !== 'testsuite' || others.length > 0) throw new Error('not JUnit');
  const all = elements(suite).filter(({ name }) => name !== 'system-out');
  const tagged = (tag: string): number => all.filter((one) => elements(one).some(({ name }) => name === tag)).length;
  expect(suite.attributes).toMatchObject({
    tests: String(all.length),
    failures: String(tagged('failure')),
    errors: '0',
    skipped: String(tagged('skipped')),
  });
  return all.map((one) => {
    expect(one.name).toBe('testcase');
    expect(one.attributes['classname']).toBe(`plugboard.${report.command}`);
    const [outcome] = elements(one);
    return [
      one.attributes['name'] ?? '',
      outcome?.name ?? 'passed',
      outcome?.attributes['message'] ?? '',
      outcome?.text ?? '',
    ];
  });
}

describe('JUnit XML', () => {
  it('has an error as a failed test, and a warning not', () => {
    expect(cases(reportOf({ diagnostics: messages }))).toEqual([
      [
        'PB301 needed connection is not available: infra/teams/payments.ts:6',
        'failure',
        '`Payments` needs a `slackConnection`, and none reaches it.',
        'infra/teams/payments.ts:6\n`Payments` needs a `slackConnection`, and none reaches it.\n`Payments` gets: `github`.\nhint: Declare one, 100% sure: here, or above.',
      ],
      [
        'PB401 server cannot be reached: infra/plugboard.ts',
        'failure',
        'The server cannot be reached.',
        'infra/plugboard.ts\nThe server cannot be reached.',
      ],
    ]);
  });

  it('has one passed test where all is well', () => {
    expect(cases(planReport({ ...plan, changes: [] }))).toEqual([['No changes.', 'passed', '', '']]);
    expect(cases(reportOf({ command: 'check' }))).toEqual([
      ['The stack is valid: 1 project, 0 connections.', 'passed', '', ''],
    ]);
  });

  it('holds the changes of a plan, and of very many as many as its readers take', () => {
    const few = junitForm(planReport(plan), settings);
    expect(few).toContain('# Payments/mirror will be updated in-place');
    const many = junitForm(planReport(largePlan(20_000)), settings);
    expect(many.length).toBeLessThan(600_000);
    expect(many).toMatch(/\(\d+ more changes: the text form has all\)<\/system-out>/);
  });

  it('fails for what drifted, and skips what an apply did not come to', () => {
    expect(cases(reportOf({ command: 'drift', drift })).map(([name, outcome]) => [name, outcome])).toEqual([
      ['Payments/registry', 'failure'],
    ]);
    const results = [
      { change: connection('create', 'A/a'), status: 'done' },
      { change: connection('update', 'A/b'), status: 'failed', reason: 'no' },
      { change: connection('update', 'A/c'), status: 'not-tried', reason: 'because of A/b' },
    ] as const;
    expect(cases(reportOf({ command: 'apply', outcome: { results } }))).toEqual([
      ['A/a: create', 'passed', '', ''],
      ['A/c', 'skipped', 'because of A/b', ''],
    ]);
  });

  it('is XML whatever the messages hold, and says the same', () => {
    const diagnostics = hostile.map((message) => ({ ...(messages[1] as (typeof messages)[number]), message }));
    const said = cases(reportOf({ diagnostics })).map(([, , message]) => message);
    expect(said).toEqual(
      hostile.map((name) => visible(name).replaceAll('\ufffe', '\\u{fffe}').replaceAll('\ud800', '\\u{d800}')),
    );
  });
});
