import type { Severity } from '../../diagnostics/catalogue.ts';
import { type Diagnostic, hasErrors, type Span } from '../../diagnostics/diagnostic.ts';
import { jsonText } from '../json-text.ts';
import { fingerprints } from './fingerprints.ts';
import { messageFile, messageText, worstFirst } from './message-text.ts';
import type { FormSettings, Report } from './report.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', hint: 'note' };

/** SARIF 2.1.0: the messages for code scanning and for editors. */
export function sarifForm(report: Report, settings: FormSettings): string {
  const { diagnostics, version } = report;
  const identities = fingerprints(diagnostics, settings);
  const rules = [...new Map(diagnostics.map((one) => [one.code, one])).values()].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
  const ruleIndex = new Map(rules.map(({ code }, index) => [code, index]));
  return jsonText({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Plugboard',
            semanticVersion: version,
            rules: rules.map(({ code, title, severity }) => ({
              id: code,
              shortDescription: { text: title },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        // One and the same for all runs of a stack, so that results of two stacks do not replace each other.
        automationDetails: { id: `plugboard/${report.command}/${settings.stackFile}/` },
        invocations: [{ executionSuccessful: !hasErrors(diagnostics) }],
        columnKind: 'utf16CodeUnits',
        results: worstFirst(diagnostics).map((one) => ({
          ruleId: one.code,
          ruleIndex: ruleIndex.get(one.code),
          level: levels[one.severity],
          message: { text: messageLines(one, report) },
          locations: [location(one, settings)],
          relatedLocations: one.related?.flatMap(({ span, label }, id) =>
            span === undefined
              ? []
              : [{ id, ...location({ ...one, span }, settings), message: { text: relatedLabel(label, one, report) } }],
          ),
          partialFingerprints: { 'plugboard/v1': identities.get(one) },
        })),
      },
    ],
  });
}

function messageLines(diagnostic: Diagnostic, report: Report): string {
  const { message, more } = messageText(diagnostic, report);
  return [message, ...more].join('\n');
}

const relatedLabel = (label: string, diagnostic: Diagnostic, report: Report): string =>
  messageText({ ...diagnostic, message: label }, report).message;

function location(diagnostic: Diagnostic, settings: FormSettings): object {
  const { span, address } = diagnostic;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(messageFile(diagnostic, settings)), uriBaseId: '%SRCROOT%' },
      region: span === undefined ? undefined : region(span),
    },
    logicalLocations: address === undefined ? undefined : [{ fullyQualifiedName: address }],
  };
}

const region = ({ line, column, endLine, endColumn }: Span): object => ({
  startLine: line,
  startColumn: column,
  endLine,
  endColumn,
});
