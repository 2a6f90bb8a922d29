import type { OptionSchema, PropertySchema } from '../../schemas/kind-document.ts';
import type { AuthorForm } from './codec.ts';
import { isChoice, optionName } from './describe-kind.ts';
import type { Kind } from './kind.ts';
import { valueAt } from './value-at.ts';

/** What a kind's schema says about one place of the author form. */
export interface SchemaNode {
  /** The place itself, or the property around it where the schema has no property there. */
  readonly path: readonly string[];
  readonly secret: boolean;
  /** What a right value is, to follow "must be". */
  readonly expected: string;
  /** The names that may stand here: properties of an object, options of a choice. */
  readonly known: readonly string[];
}

/** The nearest property at or above a place. Inside a choice, the option that the author named decides. */
export function schemaAt(kind: Kind, properties: AuthorForm, path: readonly string[]): SchemaNode {
  const [name, inner] = path;
  const property = name === undefined ? undefined : kind.schema.properties[name];
  if (name === undefined || property === undefined) {
    return { path: [], secret: false, expected: 'an object', known: Object.keys(kind.schema.properties) };
  }
  if (inner !== undefined && property['x-feature-properties'] !== undefined) {
    return describe([name, inner], property.additionalProperties as PropertySchema);
  }
  if (!isChoice(property)) return describe([name], property);

  const options = property.oneOf ?? [];
  const written = valueAt(properties, [name, 'option']);
  const branch = options.find((option) => optionName(option) === written);
  const own = inner === undefined ? undefined : branch?.properties[inner];
  if (inner !== undefined && inner !== 'option' && own !== undefined) return describe([name, inner], own);
  const known = branch === undefined ? options.map(optionName) : namesOf(branch);
  return { path: [name], secret: false, expected: options.map(call).join(' or '), known };
}

function describe(path: readonly string[], schema: PropertySchema): SchemaNode {
  return { path, secret: schema['x-secret'] === true, expected: expectedOf(schema), known: [] };
}

function expectedOf(schema: PropertySchema): string {
  if (schema['x-expected'] !== undefined) return schema['x-expected'];
  if (schema['x-secret'] === true) return "a reference to a secret, such as `secret.env('NAME')`";
  if (schema['x-reference'] !== undefined) return `a declared \`${schema['x-reference']}\` or \`existing('<its id>')\``;
  const types = [schema.type, ...(schema.anyOf ?? []).map(({ type }) => type)];
  if (types.includes('boolean')) return '`true`, `false` or a parameter reference such as `%name%`';
  if (types.includes('integer')) return 'a whole number or a parameter reference such as `%name%`';
  return schema.minLength === undefined && schema.pattern === undefined ? 'text' : 'text that is not empty';
}

function call(option: OptionSchema): string {
  return `\`${optionName(option)}(${namesOf(option).length > 0 ? '{...}' : ''})\``;
}

function namesOf({ properties }: OptionSchema): readonly string[] {
  return Object.keys(properties).filter((name) => name !== 'option');
}
