import type { KindDocument, OptionSchema, PropertySchema } from '../../schemas/kind-document.ts';
import type { Kind, KindChoice, KindMap, KindOption, KindProperty } from './kind.ts';

/** A kind as code asks about it, read from its schema. */
export function describeKind(name: string, document: KindDocument): Kind {
  const { title, description, 'x-kind': annotation } = document;
  const named = Object.entries(document.properties);
  return {
    name,
    title,
    description,
    ...annotation,
    schema: document,
    properties: named.flatMap(([path, schema]) =>
      isChoice(schema) ? optionProperties(path, schema) : storedProperties(path, schema),
    ),
    maps: named.flatMap(([path, schema]) => map(path, schema)),
    choices: named.flatMap(([path, schema]) => (isChoice(schema) ? [choice(path, schema)] : [])),
  };
}

/** The name of the option that a branch of a choice describes. */
export function optionName({ properties }: OptionSchema): string {
  return String(properties.option?.const);
}

/** Whether the value is one of several options, as opposed to a stored value. */
export function isChoice(schema: PropertySchema): boolean {
  return schema.oneOf !== undefined && schema['x-feature-property'] === undefined;
}

function storedProperties(path: string, schema: PropertySchema, when?: KindProperty['when']): readonly KindProperty[] {
  const featureProperty = schema['x-feature-property'];
  if (featureProperty === undefined) return [];
  const type = storedType(schema);
  const fallback = schema.default === undefined ? undefined : String(schema.default);
  const [secret, reference] = [schema['x-secret'] === true, schema['x-reference']];
  const traits = traitsOf(schema);
  return [{ path, featureProperty, secret, reference, type, default: fallback, when, ...traits }];
}

/** Most properties have none of them. */
const traitsOf = (schema: PropertySchema): Pick<KindProperty, 'personal' | 'form' | 'url' | 'callback'> => ({
  ...(schema['x-personal'] && { personal: true }),
  ...(schema['x-form'] && { form: schema['x-form'] }),
  ...(schema['x-url'] && { url: schema['x-url'] }),
  ...(schema['x-callback'] && { callback: true }),
});

function map(path: string, { 'x-feature-properties': stored }: PropertySchema): readonly KindMap[] {
  return stored === undefined ? [] : [{ path, secret: stored === 'secure' }];
}

function optionProperties(path: string, { oneOf = [] }: PropertySchema): readonly KindProperty[] {
  return oneOf.flatMap((branch) => {
    const when = { path, option: optionName(branch) };
    return Object.entries(branch.properties).flatMap(([name, schema]) =>
      storedProperties(`${path}.${name}`, schema, when),
    );
  });
}

function choice(path: string, schema: PropertySchema): KindChoice {
  const fallback = schema.default as { readonly option: string } | undefined;
  const options = (schema.oneOf ?? []).map(
    (branch): KindOption => ({ name: optionName(branch), sets: {}, ...branch['x-option'] }),
  );
  return { path, default: fallback?.option, options };
}

/** Booleans and integers stand beside a parameter reference: the server stores text and accepts either. */
function storedType({ type, anyOf = [] }: PropertySchema): KindProperty['type'] {
  const types = [type, ...anyOf.map((alternative) => alternative.type)];
  return (['boolean', 'integer'] as const).find((candidate) => types.includes(candidate)) ?? 'string';
}
