import { startEngine } from '../../compiler/sandbox/engine.ts';
import { writtenValue } from '../../compiler/sandbox/written-value.ts';

const { context } = await startEngine(128);

/** What the engine writes down of the value of an expression; undefined where it does not. */
export function engineText(expression: string): string | undefined {
  const value = context.unwrapResult(context.evalCode(`(${expression})`));
  try {
    return writtenValue(context, value);
  } finally {
    value.dispose();
  }
}
