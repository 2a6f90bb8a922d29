import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { DiagnosticsContext } from './diagnostics-text.ts';
import { jsonText } from './json-text.ts';

/** The outline of `terraform validate -json`, so that tools for that read it; ours adds `code`, `label` and the like. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[], mask: DiagnosticsContext['mask']): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((one) => one.severity === severity).length;
  const document = {
    format_version: '1.0',
    valid: count('error') === 0,
    error_count: count('error'),
    warning_count: count('warning'),
    diagnostics: diagnosticList(diagnostics, mask),
  };
  return jsonText(document);
}

/** Diagnostics as part of a document. */
export const diagnosticList = (
  diagnostics: readonly Diagnostic[],
  mask: DiagnosticsContext['mask'],
): readonly object[] =>
  diagnostics.map((one) => {
    const text = (part: string): string => mask(part, one.span?.file);
    return {
      severity: one.severity,
      code: one.code,
      summary: one.title,
      detail: text(one.message),
      address: one.address,
      range: range(one.span),
      label: one.label === undefined ? undefined : text(one.label),
      related: one.related?.map(({ label, span }) => ({ label: text(label), range: range(span) })),
      notes: one.notes?.map(text),
      hint: one.hint === undefined ? undefined : text(one.hint),
    };
  });

const range = (span: Span | undefined): object | undefined =>
  span === undefined
    ? undefined
    : {
        filename: span.file,
        start: { line: span.line, column: span.column },
        end: { line: span.endLine, column: span.endColumn },
      };
