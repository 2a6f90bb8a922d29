/**
 * The interfaces that authors see are printed by an emitter of our own, as stacks bring kinds along at run time and
 * nobody should have to install a formatter for that. What it prints is what json-schema-to-typescript makes of the
 * same schemas.
 */
import { compile } from 'json-schema-to-typescript';
import { describe, expect, it } from 'vitest';
import { interfaceText } from '../../schemas/builders/interface.ts';
import { kindDocuments } from '../../schemas/generated/kinds.ts';
import type { OptionSchema, PropertySchema } from '../../schemas/kind-document.ts';

/** Types that are declared elsewhere, which JSON Schema has no word for. */
const declaredElsewhere = ({ 'x-reference': reference, 'x-feature-properties': byName }: PropertySchema): boolean =>
  reference !== undefined || byName !== undefined;

function forLibrary(schema: PropertySchema): object {
  const { type, tsType, anyOf, oneOf = [] } = schema;
  if (schema.const !== undefined) return { const: schema.const };
  if (tsType !== undefined) return { tsType };
  if (oneOf.length > 0) {
    const names = oneOf.map(({ properties }) => String(properties['option']?.const));
    return { tsType: names.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join(' | ') };
  }
  return { ...(type === undefined ? {} : { type }), ...(anyOf === undefined ? {} : { anyOf: anyOf.map(forLibrary) }) };
}

async function byLibrary(
  name: string,
  properties: readonly [string, PropertySchema][],
  required: readonly string[],
): Promise<string> {
  const schema = {
    title: name,
    type: 'object' as const,
    properties: Object.fromEntries(properties.map(([property, value]) => [property, forLibrary(value)])),
    required: [...required],
    additionalProperties: false,
  };
  return compile(schema, name, { bannerComment: '', format: false });
}

/** `name?: type` of every member, without comments, `readonly` and how the text is laid out. */
const members = (text: string): readonly string[] =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) =>
      line
        .trim()
        .replace(/^readonly /, '')
        .replace(/;$/, '')
        .replaceAll('"', "'")
        .replace(/: \((.*)\)$/, ': $1'),
    )
    .filter((line) => /^[A-Za-z]+\??: /.test(line));

const objects = Object.entries(kindDocuments).flatMap(([kind, document]): [string, OptionSchema][] => [
  [kind, { properties: document.properties, required: document.required ?? [] }],
  ...Object.values(document.properties).flatMap(({ oneOf = [], tsType }) =>
    (tsType === undefined ? oneOf : []).map((option): [string, OptionSchema] => [
      `${kind}.${String(option.properties['option']?.const)}`,
      option,
    ]),
  ),
]);

describe('the interface of', () => {
  it.each(objects)(
    '%s has the members that json-schema-to-typescript gives it',
    async (_, { properties, required = [] }) => {
      const comparable = Object.entries(properties).filter(([, schema]) => !declaredElsewhere(schema));
      const own = interfaceText('Example', { properties: Object.fromEntries(comparable), required });
      expect(members(own)).toEqual(members(await byLibrary('Example', comparable, required)));
      expect(members(own)).toHaveLength(comparable.length);
    },
  );
});
