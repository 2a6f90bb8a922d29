import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { inline } from '../../schemas/builders/inline.ts';
import { kindSchema, schemaParts } from '../../schemas/generated/kind-schema.ts';
import type { KindDocument } from '../../schemas/kind-document.ts';
import { broughtValidator } from './brought-validator.ts';
import { describeKind } from './describe-kind.ts';
import type { Kind } from './kind.ts';
import { isRegExp, linearPattern } from './linear-pattern.ts';
import { isInherited, isReserved } from './reserved-words.ts';
import { keepValidator } from './schema-validator.ts';
import { shownValue } from './shown-value.ts';
import { validateProperties } from './validate.ts';

/** What came of reading a kind file: its document, or what is the matter with it, a sentence each. */
export type KindReading = { readonly document: KindDocument } | { readonly faults: readonly string[] };

/** Reads what a kind file holds, under the name that the file gives the kind. */
export function readKind(name: string, content: unknown): KindReading {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name) || isReserved(name)) {
    return { faults: [`\`${name}\` cannot be the name of a kind: a letter from a to z, then letters and digits.`] };
  }
  if (!isShallow(content, deepest)) return { faults: [`It is nested more than ${deepest} levels deep.`] };
  const errors = schemaErrors(content);
  if (errors.length > 0) return { faults: errors };
  // The schema of kind files has just said that it is one.
  const document = inline(content, new Map(Object.entries(schemaParts))) as KindDocument;
  const kind = describeKind(name, document);
  const wrong = faultsOf(kind);
  if (wrong.length > 0) return { faults: wrong };
  keepValidator(document, broughtValidator(document));
  const unfit = exampleFaults(kind);
  return unfit.length > 0 ? { faults: unfit } : { document };
}

/** A kind is not half as deep: an option's secret in an example is. */
const deepest = 20;

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)));

const most = 5;
/** They only say that something inside them went wrong, which is said by itself. */
const wholes = ['oneOf', 'anyOf', 'allOf', 'if', 'not'];

function schemaErrors(content: unknown): readonly string[] {
  const conforms = schemaOfKinds();
  if (conforms(content)) return [];
  const errors = conforms.errors ?? [];
  // Of a place that may be one of several things, the deepest complaint is the one about what the author meant.
  const parts = errors.filter(({ keyword }) => !wholes.includes(keyword));
  const said = (parts.length > 0 ? parts : errors).toSorted((a, b) => depth(b) - depth(a)).map(sentence);
  return [...new Set(said)].slice(0, most);
}

let compiled: ValidateFunction | undefined;

/** A stack may bring many kinds, and to compile their schema takes longer than to check a file against it. */
function schemaOfKinds(): ValidateFunction {
  if (compiled !== undefined) return compiled;
  const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
  ajv.addFormat('regex', (text) => linearPattern(text) !== undefined);
  compiled = ajv.compile(kindSchema);
  return compiled;
}

const depth = ({ instancePath }: ErrorObject): number => instancePath.split('/').length;

function sentence({ instancePath, keyword, params, data, message = 'is wrong' }: ErrorObject): string {
  const place = instancePath === '' ? 'The file' : `\`${instancePath.slice(1).replaceAll('/', '.')}\``;
  if (keyword === 'additionalProperties') return `${place} must not have \`${params.additionalProperty}\`.`;
  if (keyword === 'const') return `${place} must be ${JSON.stringify(params.allowedValue)}.`;
  if (keyword === 'format' && isRegExp(String(data))) {
    return `${place} is ${shownValue(data)}, which could take forever on some texts: write it without look-around, back-references, modifiers and large counts.`;
  }
  return `${place} ${message}.`;
}

/** What no schema can say: names that are used, and that what belongs together fits. */
function faultsOf(kind: Kind): readonly string[] {
  const { name: own, schema, properties, choices } = kind;
  const display = properties.find(({ featureProperty }) => featureProperty === 'displayName');
  const twice = repeated(properties, ({ featureProperty, when }) => `${when?.option ?? ''} ${featureProperty}`);
  const options = choices.flatMap((choice) => choice.options.map(({ name }) => name));
  const absent = (schema.required ?? []).filter((name) => !Object.hasOwn(schema.properties, name));
  return [
    ...(display !== undefined && display.when === undefined && schema.required?.includes(display.path)
      ? []
      : ['A required property must be stored as `displayName`: it is what connections are recognised by.']),
    ...twice.map(({ path, featureProperty }) => `\`${path}\` is stored as \`${featureProperty}\`, as another one is.`),
    ...absent.map((name) => `\`required\` names \`${name}\`, which is not among the properties.`),
    ...options.filter(isReserved).map((name) => `Option \`${name}\` has a name that TypeScript reserves.`),
    ...repeated([own, ...options], (name) => name).map((name) => `\`${name}\` is the name of two builders.`),
    ...[...namesOf(kind)]
      .filter(isInherited)
      .map((name) => `\`${name}\` cannot be a name: every object of JavaScript has something that is called so.`),
  ].slice(0, most);
}

/** Those of which one before has the same key. */
function repeated<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => seen.size === seen.add(keyOf(item)).size);
}

/** All names that something of the kind, or a connection of it, is looked up by. */
function namesOf({ name, properties, maps, choices, constants, noise }: Kind): ReadonlySet<string> {
  const options = choices.flatMap((choice) => choice.options);
  return new Set([
    name,
    ...[...properties, ...maps, ...choices].flatMap(({ path }) => path.split('.')),
    ...properties.map(({ featureProperty }) => featureProperty),
    ...options.flatMap((option) => [option.name, ...Object.keys(option.sets)]),
    ...Object.keys(constants),
    ...noise,
  ]);
}

const exampleFaults = (kind: Kind): readonly string[] =>
  kind.schema.examples
    .flatMap((example, index) =>
      validateProperties(kind, example).map(
        ({ path, message }) => `Example ${index + 1} is wrong: \`${path.join('.')}\` ${message}.`,
      ),
    )
    .slice(0, most);
