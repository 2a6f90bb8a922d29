import { compile } from 'json-schema-to-typescript';
import type { OptionSchema, PropertySchema } from '../kind-document.ts';
import { wrap } from './comment.ts';
import { optionName, typeName } from './names.ts';

/** An object of the author form as a TypeScript interface: a kind's properties, or those of one option. */
export async function interfaceText(name: string, schema: OptionSchema): Promise<string> {
  const { properties, required, description } = schema;
  const typed = {
    title: name,
    description: wrap(description ?? ''),
    type: 'object' as const,
    properties: Object.fromEntries(
      Object.entries(properties).map(([property, value]) => [
        property,
        typedProperty(value, required?.includes(property)),
      ]),
    ),
    required: [...(required ?? [])],
    additionalProperties: false,
  };
  const text = await compile(typed, name, { bannerComment: '', format: false });
  return text
    .replace(/^ *(?=[A-Za-z]+\??:)/gm, 'readonly ')
    .replace(/\/\*\*\n *\* (.*)\n *\*\//g, '/** $1 */')
    .trim();
}

function typedProperty(schema: PropertySchema, isRequired = false): object {
  const { description, type, tsType, anyOf } = schema;
  const fallback = isRequired ? undefined : schema.default;
  const byName = schema['x-feature-properties'];
  const reference = schema['x-reference'];
  const isChoice = schema.oneOf !== undefined && tsType === undefined;
  return {
    description: commentOf(description, fallback),
    ...(schema.const === undefined ? {} : { const: schema.const }),
    ...(type === undefined || isChoice || byName !== undefined ? {} : { type }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(alternative) }),
    ...(tsType === undefined
      ? {}
      : { tsType: reference === undefined ? tsType : `Connection<'${reference}'> | ExistingConnection` }),
    ...(byName === undefined
      ? {}
      : { tsType: `Readonly<Record<string, ${byName === 'secure' ? 'Secret' : 'string'}>>` }),
    ...(isChoice ? { tsType: (schema.oneOf ?? []).map((option) => typeName(optionName(option))).join(' | ') } : {}),
  };
}

/** Without the title, which would make it a declaration of its own. */
function alternative({ type, tsType }: PropertySchema): object {
  return tsType === undefined ? { type } : { tsType };
}

function commentOf(description: string | undefined, fallback: unknown): string | undefined {
  if (description === undefined) return undefined;
  const text = wrap(description, 2);
  if (fallback === undefined) return text;
  return `${text}\n\n@default ${defaultText(fallback)}`;
}

function defaultText(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'option' in value) return `${value.option}()`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
