import type { Diagnostic } from '../compiler/diagnostics/diagnostic.ts';
import { Failure } from '../compiler/diagnostics/failure.ts';

/** The messages that an action fails with; anything else than a failure is a test's mistake. */
export async function failureOf(action: () => Promise<unknown>): Promise<readonly Diagnostic[]> {
  try {
    await action();
  } catch (error) {
    if (error instanceof Failure) return error.diagnostics;
    throw error;
  }
  throw new Error('it did not fail');
}

/** The same, as lines of code and message. */
export const failureLines = async (action: () => Promise<unknown>): Promise<readonly string[]> =>
  (await failureOf(action)).map(({ code, message }) => `${code} ${message}`);
