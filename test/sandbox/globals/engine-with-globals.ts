import { runInThisContext } from 'node:vm';
import { startEngine } from '../../../compiler/sandbox/engine.ts';
import { installGlobals } from '../../../compiler/sandbox/globals/install-globals.ts';
import type { Asked } from '../../../compiler/sandbox/protocol.ts';

/** An engine as programs find it, and what its host was told. */
export interface EngineWithGlobals {
  /** The value of an expression, which has to be JSON; what was thrown, as `name: message`, where it has none. */
  readonly evaluate: (expression: string) => unknown;
  readonly lines: readonly string[];
  readonly asked: readonly Asked[];
}

export async function engineWithGlobals(): Promise<EngineWithGlobals> {
  const { context } = await startEngine(64);
  const lines: string[] = [];
  const asked: Asked[] = [];
  installGlobals(context, { log: (line) => lines.push(line), asked: (what) => asked.push(what) });
  // What tests look with must not be what they replace.
  const write = context.unwrapResult(
    context.evalCode('const { stringify } = JSON; (value) => stringify(value)', '<test>'),
  );
  const evaluate = (expression: string): unknown => {
    const found = context.evalCode(`(${expression}\n)`, '<test>');
    if (found.error !== undefined) {
      const { error } = found;
      const [name, message] = ['name', 'message'].map((key) => context.getProp(error, key).consume(context.dump));
      error.dispose();
      return `${name}: ${message}`;
    }
    const written = context.unwrapResult(context.callFunction(write, context.undefined, found.value));
    found.value.dispose();
    return written.consume((text) =>
      context.typeof(text) === 'string' ? JSON.parse(context.getString(text)) : undefined,
    );
  };
  return { evaluate, lines, asked };
}

/** The same of Node.js. */
export const nodeValueOf = (expression: string): unknown =>
  JSON.parse(JSON.stringify(runInThisContext(`(${expression}\n)`)) ?? 'null');

/** A value as an expression. JSON alone would not do: it is no JavaScript where a text holds half of a character. */
export const literal = (value: unknown): string => JSON.stringify(value).replace(/[\u2028\u2029]/g, '?');
