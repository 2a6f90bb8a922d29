import { expect } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { hasErrors } from '../../compiler/diagnostics/diagnostic.ts';
import { diagnosticsText } from '../../compiler/render/diagnostics-text.ts';
import { quoting } from '../../compiler/render/quoting.ts';
import { styleFor } from '../../compiler/render/style.ts';

/** How a program ends, whatever it is: `check`'s findings say where and are no fault of ours, or there are none. */
export async function clearEnd(stackFile: string): Promise<'findings' | 'nothing'> {
  const limits = { milliseconds: 3000, megabytes: 64 };
  const compiled = await compile({ stackFile, inputs: {}, limits });
  const text = diagnosticsText(compiled.diagnostics, quoting(compiled), styleFor(false));
  expect(text).not.toMatch(/PB9\d\d|\n {4}at /);
  for (const { code, severity, span, message } of compiled.diagnostics) {
    expect(message).toMatch(/\S/);
    if (severity === 'error') expect(span, `${code} ${message}`).toBeDefined();
  }
  return hasErrors(compiled.diagnostics) ? 'findings' : 'nothing';
}
