import fc from 'fast-check';
import type { AuthorForm } from '../../compiler/kinds/codec.ts';
import { isChoice } from '../../compiler/kinds/describe-kind.ts';
import type { Kind } from '../../compiler/kinds/kind.ts';
import type { FeatureValue, LiveFeature } from '../../compiler/model.ts';
import type { PropertySchema } from '../../schemas/kind-document.ts';

/** Right author forms of a kind, made from its schema, in which nothing is written that the server takes for granted. */
export function authorForms(kind: Kind): fc.Arbitrary<AuthorForm> {
  return objects(kind.schema.properties, kind.schema.required ?? []);
}

function objects(
  properties: Readonly<Record<string, PropertySchema>>,
  required: readonly string[],
): fc.Arbitrary<AuthorForm> {
  const values = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema)]));
  return fc.record(values, { requiredKeys: [...required], noNullPrototype: true });
}

function valuesOf(schema: PropertySchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema['x-secret'] === true) return secrets;
  if (schema['x-reference'] !== undefined)
    return fc.record({ existing: fc.string({ minLength: 1 }) }, { noNullPrototype: true });
  if (schema['x-feature-properties'] !== undefined) return maps(schema['x-feature-properties']);
  const values = isChoice(schema)
    ? fc.oneof(...(schema.oneOf ?? []).map((option) => objects(option.properties, option.required ?? [])))
    : fc.oneof(...[schema, ...(schema.anyOf ?? [])].flatMap(simpleValues));
  return values.filter((value) => JSON.stringify(value) !== JSON.stringify(schema.default));
}

function simpleValues(schema: PropertySchema): fc.Arbitrary<unknown>[] {
  switch (schema.type) {
    case 'boolean':
      return [fc.boolean()];
    case 'integer':
      return [fc.integer({ min: Number(schema.minimum ?? -0x80000000), max: Number(schema.maximum ?? 0x7fffffff) })];
    case 'string':
      if (schema['x-url'] !== undefined)
        return [fc.webUrl({ validSchemes: ['http', 'https'] }), fc.constant('%git.url%')];
      return [
        typeof schema.pattern === 'string'
          ? fc.stringMatching(new RegExp(schema.pattern))
          : fc.string({ minLength: 1 }),
      ];
    default:
      return [];
  }
}

/** At least one entry each: an empty object says the same as none. */
function maps(stored: 'shown' | 'secure'): fc.Arbitrary<unknown> {
  const names = fc
    .string({ minLength: 1 })
    .filter((name) => !/^(secure:.*|displayName|providerType|__proto__)$/.test(name));
  const values = stored === 'secure' ? secrets : fc.string({ minLength: 1 });
  return fc.dictionary(names, values, { minKeys: 1, noNullPrototype: true });
}

const revision = fc.option(fc.nat(), { nil: undefined });
const withRevision = (place: object, number: number | undefined): object =>
  number === undefined ? place : { ...place, revision: number };

const secrets: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({ secret: 'keep' }),
  fc
    .tuple(fc.string({ minLength: 1 }), revision)
    .map(([name, number]) => withRevision({ secret: 'env', name }, number)),
  fc
    .tuple(fc.string({ minLength: 1 }), revision)
    .map(([path, number]) => withRevision({ secret: 'file', path }, number)),
  fc
    .tuple(fc.stringMatching(/^[a-z]{1,9}(\/[a-z]{1,9})?$/), fc.string({ minLength: 1 }), revision)
    .map(([path, key, number]) => withRevision({ secret: 'vault', mount: 'secret', path, key }, number)),
  fc
    .tuple(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), revision)
    .map(([command, number]) => withRevision({ secret: 'command', command }, number)),
);

/** A live connection that holds these feature properties, its secrets hidden as the server hides them. */
export function liveFeature(stored: Readonly<Record<string, FeatureValue>>): LiveFeature {
  const entries = Object.entries(stored);
  return {
    id: 'PROJECT_EXT_1',
    type: 'OAuthProvider',
    properties: Object.fromEntries(
      entries.flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : [])),
    ),
    hidden: entries.filter(([, value]) => typeof value !== 'string').map(([name]) => name),
  };
}
