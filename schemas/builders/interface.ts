import type { OptionSchema, PropertySchema } from '../kind-document.ts';
import { docComment, wrap } from './comment.ts';
import { literal } from './literal.ts';
import { optionName, typeName } from './names.ts';

/**
 * An object of the author form as a TypeScript interface: a kind's properties, or those of one option. What a kind
 * file may say is so little that this is shorter than telling a library for any JSON Schema how to say it.
 */
export function interfaceText(name: string, { properties, required = [], description = '' }: OptionSchema): string {
  const members = Object.entries(properties).flatMap(([property, schema]) => {
    const isRequired = required.includes(property);
    const comment = commentOf(schema.description, isRequired ? undefined : schema.default);
    return [...comment, `readonly ${property}${isRequired ? '' : '?'}: ${typeOf(schema)};`].map((line) => `  ${line}`);
  });
  return [docComment(wrap(description)), `export interface ${name} {`, ...members, '}'].join('\n');
}

function typeOf(schema: PropertySchema): string {
  const { type, tsType, anyOf = [], oneOf = [] } = schema;
  const byName = schema['x-feature-properties'];
  const reference = schema['x-reference'];
  if (schema.const !== undefined) return literal(String(schema.const));
  if (reference !== undefined) return `Connection<${literal(reference)}> | ExistingConnection`;
  if (byName !== undefined) return `Readonly<Record<string, ${byName === 'secure' ? 'Secret' : 'string'}>>`;
  if (tsType !== undefined) return tsType;
  if (oneOf.length > 0) return oneOf.map((option) => typeName(optionName(option))).join(' | ');
  if (anyOf.length > 0) return anyOf.map(typeOf).join(' | ');
  return type === 'integer' ? 'number' : String(type);
}

function commentOf(description: string | undefined, fallback: unknown): readonly string[] {
  if (description === undefined) return [];
  const text = wrap(description, 2);
  return docComment(fallback === undefined ? text : `${text}\n\n@default ${defaultText(fallback)}`).split('\n');
}

function defaultText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'option' in value) return `${value.option}()`;
  return typeof value === 'string' ? literal(value) : String(value);
}
