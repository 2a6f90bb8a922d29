import { diagnosticsJson } from '../diagnostics-json.ts';
import { diffJson } from '../diff-json.ts';
import { driftJson } from '../drift-json.ts';
import { planJson } from '../plan-json.ts';
import type { Report } from './report.ts';

/** A report for programs. Where a command came to nothing, it is the messages that say why. */
export function jsonForm(report: Report): string {
  const { planned, origin, compared, drift, diagnostics, context, version } = report;
  if (planned !== undefined && compared !== undefined) {
    return diffJson(planned, compared.sides, version, compared.unified);
  }
  if (planned !== undefined && origin !== undefined) return planJson(planned, origin, version);
  if (drift !== undefined) return driftJson(drift);
  return diagnosticsJson(diagnostics, context.mask);
}
