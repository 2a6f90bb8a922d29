import { describe, expect, it } from 'vitest';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { exampleText } from '../../schemas/builders/example.ts';
import { typeErrors } from './type-errors.ts';

const examples = builtInKinds.all.flatMap(({ name, schema }) =>
  schema.examples.map((example) => `${name}(${exampleText(example, '    ')})`),
);

/** A stack with so many connections, of all kinds and options in turn, twenty to a project. */
function stackOf(count: number): Readonly<Record<string, string>> {
  const calls = Array.from({ length: count }, (_, index) => `    c${index}: ${examples[index % examples.length]},`);
  const projects = Array.from({ length: Math.ceil(count / 20) }, (_, index) => index);
  const modules = projects.map((index): [string, string] => [
    `p${index}.ts`,
    [
      `import { ${names(calls.slice(index * 20, index * 20 + 20)).join(', ')} } from 'plugboard';`,
      `export const p${index} = project('P${index}', {`,
      '  connections: {',
      ...calls.slice(index * 20, index * 20 + 20),
      '  },',
      "  needs: ['slackConnection', { kind: 'dockerRegistry', url: 'https://registry.example.com' }, { use: 'issue-tracker' }],",
      '});',
    ].join('\n'),
  ]);
  const all = projects.map((index) => `p${index}`);
  const top = [
    "import { root } from 'plugboard';",
    ...all.map((name) => `import { ${name} } from './${name}.ts';`),
    `export default root({ stack: 'large', projects: [${all.join(', ')}] });`,
  ].join('\n');
  return { 'plugboard.ts': top, ...Object.fromEntries(modules) };
}

/** What is called in some lines of a program. */
const names = (lines: readonly string[]): readonly string[] => [
  ...new Set(['project', ...[...lines.join('\n').matchAll(/\b(\w+)(?:\.\w+)?\(/g)].map(([, name = '']) => name)]),
];

/** How much the type checker worked out for the stack: the number that grows where types are made to compute. */
function workFor(count: number): { readonly instantiations: number; readonly types: number } {
  const { errors, output } = typeErrors(stackOf(count), '--extendedDiagnostics', '--singleThreaded');
  expect(errors).toEqual([]);
  const number = (label: string): number => {
    const found = new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(output)?.[1];
    if (found === undefined) throw new Error(`The compiler does not say its ${label}: ${output}`);
    return Number(found);
  };
  return { instantiations: number('Instantiations'), types: number('Types') };
}

describe('a stack of 1,000 connections in an editor', () => {
  // Counts and no times: they are the same on every machine, and they grow where types are made to compute.
  const small = examples.length;
  const large = small + 1_000;

  it('instantiates no type for a connection, and keeps few', () => {
    const [before, after] = [workFor(small), workFor(large)];
    expect(after.instantiations - before.instantiations).toBeLessThan(100);
    expect(after.types - before.types).toBeLessThan(4_500);
  });

  it('costs little to begin with', () => {
    const { instantiations, types } = workFor(small);
    expect(instantiations).toBeLessThan(3_300);
    expect(types).toBeLessThan(6_500);
  });
});
