import { describe, expect, it } from 'vitest';
import { publicDeclarations } from './public-declarations.ts';
import { typeErrors } from './type-errors.ts';

const declarations = publicDeclarations();

/** What the names in an example are imported from: an author's editor adds that. */
function withImports(example: string): string {
  const words = new Set(example.match(/\w+/g));
  const names = (entry: string): readonly string[] => [
    ...new Set(
      declarations
        .filter((one) => one.entry === entry && one.is !== 'property' && words.has(one.owner))
        .map(({ owner, is }) => (is === 'type' ? `type ${owner}` : owner)),
    ),
  ];
  return [
    ...['plugboard', 'plugboard/testing'].map((entry) => `import { ${names(entry).join(', ')} } from '${entry}';`),
    example,
  ].join('\n');
}

describe('the examples in the comments', () => {
  it('are programs that compile, with the imports that an editor would add', () => {
    const examples = declarations.flatMap(({ name, examples }) =>
      examples.map((example, index): [string, string] => [`${name}-${index + 1}.ts`, withImports(example)]),
    );
    expect(examples.length).toBeGreaterThan(55);
    const { errors, output } = typeErrors(Object.fromEntries(examples));
    expect(errors).toEqual([]);
    expect(output).toBe('');
  });

  it('would not pass if one were wrong', () => {
    const { errors } = typeErrors({ 'a.ts': withImports("root({ stack: 'a', conections: {} });") });
    expect(errors.map(({ file, line, column }) => `${file}:${line}:${column}`)).toEqual(['a.ts:3:20']);
  });
});
