import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { sarifForm } from '../../../compiler/render/forms/sarif.ts';
import { hostile, messages, reportOf, settings } from './reports.ts';

/** The schema that OASIS published, as Microsoft packs it for its own tests. */
const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const validator = new ajv.default({ strict: false, unicodeRegExp: false });
addFormats.default(validator);
const isSarif = validator.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

function sarif(diagnostics: typeof messages): ReturnType<typeof JSON.parse> {
  const log = JSON.parse(sarifForm(reportOf({ diagnostics }), settings));
  expect(isSarif(log), JSON.stringify(isSarif.errors)).toBe(true);
  return log;
}

describe('SARIF', () => {
  it('has a rule for each code and a result for each message, worst first', () => {
    const [run] = sarif([...messages].reverse()).runs;
    expect(run.tool.driver).toEqual({
      name: 'Plugboard',
      semanticVersion: '1.2.3',
      rules: [
        {
          id: 'PB301',
          shortDescription: { text: 'needed connection is not available' },
          defaultConfiguration: { level: 'error' },
        },
        {
          id: 'PB401',
          shortDescription: { text: 'server cannot be reached' },
          defaultConfiguration: { level: 'error' },
        },
        {
          id: 'PB414',
          shortDescription: { text: 'certificates are not checked' },
          defaultConfiguration: { level: 'warning' },
        },
      ],
    });
    expect(run.results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
      ['PB401', 'error'],
      ['PB301', 'error'],
      ['PB414', 'warning'],
    ]);
    const { partialFingerprints, ...result } = run.results[1];
    expect(partialFingerprints['plugboard/v1']).toMatch(/^[0-9a-f]{32}$/);
    expect(result).toEqual({
      ruleId: 'PB301',
      ruleIndex: 0,
      level: 'error',
      message: {
        text: '`Payments` needs a `slackConnection`, and none reaches it.\n`Payments` gets: `github`.\nhint: Declare one, 100% sure: here, or above.',
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'infra/teams/payments.ts', uriBaseId: '%SRCROOT%' },
            region: { startLine: 6, startColumn: 11, endLine: 6, endColumn: 28 },
          },
          logicalLocations: [{ fullyQualifiedName: 'Payments' }],
        },
      ],
    });
    expect(run.invocations).toEqual([{ executionSuccessful: false }]);
  });

  it('is valid without any message, and whatever the messages hold', () => {
    expect(sarif([]).runs[0].invocations).toEqual([{ executionSuccessful: true }]);
    const span = { file: 'a b/%#?[ж].ts', line: 1, column: 1, endLine: 2, endColumn: 2 };
    const all = hostile.map((message) => ({
      ...(messages[0] as (typeof messages)[number]),
      message,
      span,
      related: [{ label: message, span }, { label: 'nowhere' }],
    }));
    expect(sarif(all).runs[0].results).toHaveLength(hostile.length);
  });
});
