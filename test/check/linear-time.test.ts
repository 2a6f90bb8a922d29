import { describe, expect, it } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import { hostMatcher } from '../../compiler/check/host-pattern.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { validateProperties } from '../../compiler/kinds/validate.ts';
import { declaredConnection, declaredStack } from '../declared.ts';

/** Texts that make a regular expression go back and forth, where one can be made to. */
const hostile: readonly (readonly [name: string, start: string, repeated: string, end: string])[] = [
  ['references', '', '%a', '%a\n'],
  ['halves of references', '', '%', '\n%'],
  ['words and hyphens', '', 'a-', '-\n'],
  ['digits', '', '1', '\n'],
  ['slashes', 'https://example.com/a', '/', 'a'],
  ['dots', 'https://', 'a.', '/'],
  ['users', 'https://', 'a:', 'a@'],
  ['brackets', 'https://[', ']', '\n'],
  ['blanks', '', ' ', 'a'],
  ['schemes', '', 'a+', '://a'],
];

/** One connection of every kind, with this text wherever one may stand that is looked at closely. */
function programWith(text: string): ReturnType<typeof declaredStack> {
  const connections = builtInKinds.all.map(({ name, schema, properties }, index) => {
    const close = properties.filter(
      ({ path, when, url }) =>
        when === undefined && (url !== undefined || 'pattern' in (schema.properties[path] ?? {})),
    );
    return declaredConnection(`c${index}`, name, {
      ...schema.examples[0],
      ...Object.fromEntries(close.map(({ path }) => [path, text])),
    });
  });
  return declaredStack([], { connections });
}

function patternsIn(schema: object): readonly string[] {
  return Object.entries(schema).flatMap(([keyword, inner]) => {
    if (keyword === 'pattern' && typeof inner === 'string') return [inner];
    return typeof inner === 'object' && inner !== null ? patternsIn(inner) : [];
  });
}

/** The shorter of two times: whatever else the machine does makes none of them shorter. */
function timeOf(run: () => unknown): number {
  const times = [0, 1].map(() => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Sixteen times the text may take four times as much as that, where it would take sixteen times as much if it were squared. */
function expectLinear(make: (size: number) => () => unknown): void {
  const [small, large] = [timeOf(make(2_000)), timeOf(make(32_000))];
  expect(large).toBeLessThan(small * 16 * 4 + 500);
}

describe('a check of long texts', () => {
  it.each(hostile)('takes no more than its share of time: %s', (_, start, repeated, end) => {
    expectLinear((size) => {
      const program = programWith(start + repeated.repeat(size / repeated.length) + end);
      return () => check(program);
    });
  });

  it.each(hostile)('takes no more by any pattern of a kind: %s', (_, start, repeated, end) => {
    const patterns = [...new Set(builtInKinds.all.flatMap(({ schema }) => patternsIn(schema)))].map(
      (pattern) => new RegExp(pattern, 'u'),
    );
    expect(patterns.length).toBeGreaterThan(5);
    expectLinear((size) => {
      const text = start + repeated.repeat(size / repeated.length) + end;
      return () => patterns.map((pattern) => pattern.test(text));
    });
  });

  it('takes no more for hosts with many names', () => {
    const matches = hostMatcher(`${'*.'.repeat(60)}example.com`);
    expect(timeOf(() => matches(`${'a.'.repeat(120)}example.org`))).toBeLessThan(500);
  });
});

describe('a pattern of hosts', () => {
  it.each([
    ['example.com', 'example.com', true],
    ['example.com', 'a.example.com', false],
    ['example.com', 'example.com.a', false],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'a.b.example.com', true],
    ['*.example.com', 'example.com.example.com', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '.example.com', false],
    ['*.example.com', 'a..example.com', false],
    ['*.dkr.ecr.*.com', 'a.dkr.ecr.b.com', true],
    ['*.dkr.ecr.*.com', 'a.dkr.ecr.dkr.ecr.b.c.com', true],
    ['*.dkr.ecr.*.com', 'a.dkr.ecr.com', false],
    ['*.*.com', 'a.com', false],
    ['*.*.com', 'a.b.com', true],
    ['a.*', 'a.b.c', true],
    ['a.*', 'a', false],
    ['*.com', `${'a'.repeat(300)}.com`, false],
  ])('%s and %s: %s', (pattern, host, expected) => {
    expect(hostMatcher(pattern)(host)).toBe(expected);
  });
});

describe('names of feature properties', () => {
  it('are not hidden behind the end of a line', () => {
    const custom = builtInKinds.named('custom');
    if (custom === undefined) throw new Error('no kind');
    const form = { providerType: 'Other', displayName: 'a', properties: { 'secure:a\nb': 'hunter2' } };
    expect(validateProperties(custom, form).map(({ path }) => path)).toEqual([['properties']]);
  });
});
