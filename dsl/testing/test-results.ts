import { beginTest, type CompiledStacks, compiledStacks, Unanswered, wantedStacks } from './compiled-subject.ts';
import { type DeclaredTest, declaredTests, NotEqual } from './testing.ts';

/**
 * What became of the tests of the file that was imported, and the stacks that they want compiled, as JSON text. It runs
 * in the sandbox; `subject` is JSON text of what the compiler has made so far.
 */
export function testResults(_file: object, _inputs: string, subject: string): string {
  const compiled = Object.entries(JSON.parse(subject) as Readonly<Record<string, CompiledStacks>>);
  for (const [key, stacks] of compiled) compiledStacks.set(key, stacks);
  const tests = declaredTests.map((one, index) => {
    globalThis.__plugboardBegins?.(index);
    beginTest(index);
    return { name: String(one.name), ...outcome(one) };
  });
  return JSON.stringify({ tests, wanted: [...wantedStacks.values()] });
}

interface Outcome {
  readonly failure?: {
    readonly message: string;
    readonly stack: string;
    readonly found?: string;
    readonly wanted?: string;
  };
}

function outcome({ body }: DeclaredTest): Outcome {
  try {
    const returned: unknown = body();
    if (!(returned instanceof Promise)) return {};
    return { failure: { message: 'The test returns a promise, and nothing waits for that.', stack: '' } };
  } catch (error) {
    if (error instanceof Unanswered) return {};
    if (error instanceof NotEqual) {
      const { message, stack = '', found, wanted } = error;
      return { failure: { message, stack, found: shown(found), wanted: shown(wanted) } };
    }
    if (!(error instanceof Error)) return { failure: { message: 'It threw a value that is no error.', stack: '' } };
    const words = [error.name === 'Error' ? '' : error.name, error.message].filter((word) => word !== '').join(': ');
    return { failure: { message: words, stack: error.stack ?? '' } };
  }
}

const shown = (value: unknown): string => JSON.stringify(value, null, 2) ?? String(value);
