import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readKind } from '../../compiler/kinds/kind-file.ts';
import { kindsModule } from '../../compiler/kinds/kinds-module.ts';
import { parseSource, type SyntaxNode } from '../../compiler/load/places/syntax.ts';

const file = fileURLToPath(new URL('../scenarios/a-kind-of-ones-own/artifactory.schema.json', import.meta.url));
const right = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly properties: { readonly url: object };
  readonly examples: readonly object[];
};

/** What an end of a comment, of a literal or of a template would set free. */
const hostile = "*/ export const x = 'a'; /* ${process} `\\' \" \n\u2028*/ x";

describe('builders of a kind of one’s own', () => {
  it('are nothing else, whatever a description, a default or an example holds', async () => {
    const url = { ...right.properties.url, pattern: undefined, minLength: 1, description: hostile, default: hostile };
    const reading = readKind('artifactory', {
      ...right,
      title: hostile,
      description: hostile,
      properties: { ...right.properties, url: JSON.parse(JSON.stringify(url)) as object },
      required: ['displayName'],
      examples: [{ ...right.examples[0], url: hostile }],
    });
    if ('faults' in reading) throw new Error(reading.faults.join(' '));
    const program: SyntaxNode | undefined = await parseSource(kindsModule({ artifactory: reading.document }));
    const { body = [] } = (program?.program ?? program ?? {}) as { readonly body?: readonly SyntaxNode[] };
    expect(body.map(({ type }) => type)).toEqual([
      'ImportDeclaration',
      ...Array.from({ length: 6 }, () => 'ExportNamedDeclaration'),
      'TSModuleDeclaration',
    ]);
  });
});
