import type { Severity } from '../../diagnostics/catalogue.ts';
import { jsonText } from '../json-text.ts';
import { fingerprints } from './fingerprints.ts';
import { messageFile, messageText, worstFirst } from './message-text.ts';
import type { FormSettings, Report } from './report.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', hint: 'info' };

/** GitLab's `artifacts:reports:codequality`: each message at its line in the merge request. */
export function gitlabCodequalityForm(report: Report, settings: FormSettings): string {
  const identities = fingerprints(report.diagnostics, settings);
  return jsonText(
    worstFirst(report.diagnostics).map((one) => {
      const { title, message, more } = messageText(one, report);
      return {
        description: [`${title}: ${message}`, ...more].join(' '),
        check_name: one.code,
        fingerprint: identities.get(one),
        severity: severities[one.severity],
        location: { path: messageFile(one, settings), lines: { begin: one.span?.line ?? 1 } },
      };
    }),
  );
}
