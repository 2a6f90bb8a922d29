import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { gitlabCodequalityForm } from '../../../compiler/render/forms/gitlab-codequality.ts';
import { gitlabTerraformForm } from '../../../compiler/render/forms/gitlab-terraform.ts';
import { connection, drift, hostile, messages, plan, planReport, reportOf, settings } from './reports.ts';

/** What docs.gitlab.com/ci/testing/code_quality asks of a report that is imported. */
const codeQuality = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: { type: 'string', pattern: '^(?!\\./|/)' },
          lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
        },
      },
    },
  },
});

const quality = (diagnostics: typeof messages): { readonly fingerprint: string; readonly description: string }[] => {
  const report = JSON.parse(gitlabCodequalityForm(reportOf({ diagnostics }), settings));
  expect(codeQuality(report), JSON.stringify(codeQuality.errors)).toBe(true);
  return report;
};

describe('the Terraform report of GitLab', () => {
  it('counts a replacement as made and as deleted', () => {
    const changes = [...plan.changes, connection('replace', 'A/a'), connection('record', 'A/b')];
    expect(gitlabTerraformForm(planReport({ ...plan, changes }))).toBe('{"create":2,"update":1,"delete":2}\n');
  });

  it('has no numbers where there is no plan: zeros would say that nothing changes', () => {
    expect(gitlabTerraformForm({ ...planReport(plan), diagnostics: messages })).toBe('{}\n');
    expect(gitlabTerraformForm(reportOf({}))).toBe('{}\n');
  });

  it('says of a drift what an apply would do', () => {
    expect(gitlabTerraformForm(reportOf({ drift }))).toBe('{"create":0,"update":1,"delete":0}\n');
  });
});

describe('the code-quality report of GitLab', () => {
  it('has each message at its line', () => {
    expect(quality(messages).map(({ fingerprint: _, ...rest }) => rest)).toEqual([
      {
        description:
          'needed connection is not available: `Payments` needs a `slackConnection`, and none reaches it. `Payments` gets: `github`. hint: Declare one, 100% sure: here, or above.',
        check_name: 'PB301',
        severity: 'critical',
        location: { path: 'infra/teams/payments.ts', lines: { begin: 6 } },
      },
      {
        description: 'server cannot be reached: The server cannot be reached.',
        check_name: 'PB401',
        severity: 'critical',
        location: { path: 'infra/plugboard.ts', lines: { begin: 1 } },
      },
      {
        description: 'certificates are not checked: Certificates are not checked.',
        check_name: 'PB414',
        severity: 'minor',
        location: { path: 'infra/plugboard.ts', lines: { begin: 1 } },
      },
    ]);
  });

  it('knows a message again whose line has moved, and tells equal ones apart', () => {
    const [first] = messages;
    if (first?.span === undefined) throw new Error('no message');
    const moved = { ...first, span: { ...first.span, line: 99, endLine: 99 } };
    const [before, again] = quality([first, { ...first }]);
    expect(quality([moved])[0]?.fingerprint).toBe(before?.fingerprint);
    expect(again?.fingerprint).not.toBe(before?.fingerprint);
  });

  it('is valid whatever the messages hold, and empty where there are none', () => {
    expect(
      quality(hostile.map((message) => ({ ...(messages[1] as (typeof messages)[number]), message }))),
    ).toHaveLength(hostile.length);
    expect(quality([])).toEqual([]);
  });
});
