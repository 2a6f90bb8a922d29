/** A JSON Schema, or a part of one. */
type Schema = Readonly<Record<string, unknown>>;
type Fits = (value: unknown) => boolean;

/**
 * A quick look at a value, for the few keywords that kinds are described with. It says yes where there is no doubt, as of
 * nearly every connection: then the schema need not be compiled to a validator, which costs more than to look at thousands
 * of values. Whatever it says no to is for the validator to judge.
 */
export function quickLook(schema: Schema): Fits {
  const looks = Object.entries(schema)
    .filter(([keyword]) => !isSilent(keyword))
    .map(([keyword, wanted]) => keywords[keyword]?.(wanted, schema) ?? no);
  return (value) => looks.every((fits) => fits(value));
}

const no: Fits = () => false;

/** What says nothing about values by itself. */
const silent = new Set(['title', 'description', 'default', 'examples', 'discriminator', 'tsType']);
const isSilent = (keyword: string): boolean => keyword.startsWith('x-') || silent.has(keyword);

const types: Readonly<Record<string, Fits>> = {
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  object: (value) => isObject(value),
};

/** What a keyword wants. Those that are not here, or are undefined for what stands behind them, are left to the validator. */
const keywords: Readonly<Record<string, (wanted: unknown, schema: Schema) => Fits | undefined>> = {
  type: (wanted) => (typeof wanted === 'string' ? types[wanted] : undefined),
  const: (wanted) => (typeof wanted === 'string' ? (value) => value === wanted : undefined),
  minLength: (wanted) => (wanted === 1 ? (value) => value !== '' : undefined),
  pattern: (wanted) => {
    const pattern = new RegExp(String(wanted), 'u');
    return (value) => typeof value !== 'string' || pattern.test(value);
  },
  minimum: (wanted) => (value) => typeof value !== 'number' || value >= Number(wanted),
  maximum: (wanted) => (value) => typeof value !== 'number' || value <= Number(wanted),
  required: (wanted) => {
    const names = Array.isArray(wanted) ? wanted.map(String) : [];
    return (value) => isObject(value) && names.every((name) => value[name] !== undefined);
  },
  properties: (wanted) => {
    const looks = looksAt(wanted);
    return (value) => everyProperty(value, (name, inner) => looks.get(name)?.(inner) ?? true);
  },
  additionalProperties: (wanted, { properties }) => {
    const known = looksAt(properties);
    const others = isObject(wanted) ? quickLook(wanted) : no;
    return (value) => everyProperty(value, (name, inner) => known.has(name) || others(inner));
  },
  anyOf: (wanted) => oneOf(wanted),
  // Where a property says which one is meant, no two of them fit.
  oneOf: (wanted, { discriminator }) => {
    const name = isObject(discriminator) ? discriminator['propertyName'] : undefined;
    const fits = oneOf(wanted);
    return typeof name === 'string' ? (value) => isObject(value) && typeof value[name] === 'string' && fits(value) : no;
  },
};

function oneOf(wanted: unknown): Fits {
  const looks = Array.isArray(wanted) ? wanted.map((one) => (isObject(one) ? quickLook(one) : no)) : [];
  return (value) => looks.some((fits) => fits(value));
}

function looksAt(properties: unknown): ReadonlyMap<string, Fits> {
  const named = isObject(properties) ? Object.entries(properties) : [];
  return new Map(named.map(([name, schema]) => [name, isObject(schema) ? quickLook(schema) : no]));
}

function everyProperty(value: unknown, fits: (name: string, inner: unknown) => boolean): boolean {
  if (!isObject(value)) return false;
  for (const name in value) if (!fits(name, value[name])) return false;
  return true;
}

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
