import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';

/** The outline of `terraform validate -json`, so that tools for that read it; ours adds `code`, `label` and the like. */
export function diagnosticsJson(diagnostics: readonly Diagnostic[], mask: (text: string) => string): string {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((one) => one.severity === severity).length;
  const document = {
    format_version: '1.0',
    valid: count('error') === 0,
    error_count: count('error'),
    warning_count: count('warning'),
    diagnostics: diagnosticList(diagnostics, mask),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Diagnostics as part of a document. */
export const diagnosticList = (diagnostics: readonly Diagnostic[], mask: (text: string) => string): readonly object[] =>
  diagnostics.map((one) => ({
    severity: one.severity,
    code: one.code,
    summary: one.title,
    detail: mask(one.message),
    address: one.address,
    range: range(one.span),
    label: one.label === undefined ? undefined : mask(one.label),
    related: one.related?.map(({ label, span }) => ({ label: mask(label), range: range(span) })),
    notes: one.notes?.map(mask),
    hint: one.hint === undefined ? undefined : mask(one.hint),
  }));

const range = (span: Span | undefined): object | undefined =>
  span === undefined
    ? undefined
    : {
        filename: span.file,
        start: { line: span.line, column: span.column },
        end: { line: span.endLine, column: span.endColumn },
      };
