import type { FeatureValue, LiveFeature } from '../model.ts';
import type { Kind, KindChoice, KindMap, KindProperty } from './kind.ts';
import { slotsOf } from './slots.ts';
import { storedOption } from './stored-choice.ts';
import { isSecureName, mappedName, storedName } from './stored-names.ts';
import { defaultOf, roleOf } from './stored-role.ts';
import { writtenValue } from './written-value.ts';

/** Values of the author form, by name. */
export type AuthorForm = Readonly<Record<string, unknown>>;

type Shown = Pick<LiveFeature, 'properties' | 'hidden'>;

/** The address of the declaration with this call. */
export type AddressOf = (call: number) => string;

const noAddress: AddressOf = (call) => `(declaration ${call})`;

/** What is stored of a connection, in the author's words. */
export interface Decoded {
  /**
   * The author form, without what equals a default. A secret is `{ secret: 'hidden' }`, a reference to another connection
   * `{ existing: '<its id>' }`.
   */
  readonly properties: AuthorForm;
  /**
   * Feature properties of an option that is not the chosen one, without what equals a default: the server keeps them and
   * nothing reads them.
   */
  readonly leftover: Readonly<Record<string, string>>;
  /** Feature properties that the kind has no word for, and constants with another value than the kind's. */
  readonly unknown: Readonly<Record<string, string>>;
}

/**
 * What the server is to store for a connection, by name: its provider type, the kind's constants, and every property
 * that the author wrote. `addressOf` tells where the declaration stands that a reference names by its call. The
 * properties must have passed the kind's schema.
 */
export function encode(
  kind: Kind,
  properties: AuthorForm,
  addressOf: AddressOf = noAddress,
): Readonly<Record<string, FeatureValue>> {
  const entries: Entry[] = [];
  for (const slot of slotsOf(kind)) {
    const stored = 'constant' in slot ? slot.constant : storedValue(slot.property, properties, addressOf);
    if (stored !== undefined) entries.push([slot.name, stored]);
  }
  const others = otherEntries(kind, properties);
  return Object.fromEntries(others.length === 0 ? entries : [...entries, ...others].sort(byName));
}

type Entry = readonly [name: string, value: FeatureValue];

function storedValue(property: KindProperty, properties: AuthorForm, addressOf: AddressOf): FeatureValue | undefined {
  const value = writtenValue(property, properties);
  if (value === undefined) return undefined;
  return property.reference === undefined ? featureValue(value) : referenceValue(value, addressOf);
}

/** What is stored under names that depend on what the author wrote. */
function otherEntries(kind: Kind, properties: AuthorForm): readonly Entry[] {
  const entries: Entry[] = [];
  for (const { path, secret } of kind.maps) {
    for (const [name, value] of Object.entries((properties[path] ?? {}) as AuthorForm)) {
      entries.push([storedName(name, secret), featureValue(value)]);
    }
  }
  for (const { path, options } of kind.choices) {
    const written = properties[path] as { readonly option?: unknown } | undefined;
    const chosen = options.find(({ name }) => name === written?.option);
    entries.push(...Object.entries(chosen?.sets ?? {}));
  }
  return entries;
}

/** What a live connection says in the author's words, and what cannot be said in them. */
export function decode(kind: Kind, live: Shown): Decoded {
  const named = Object.keys(kind.schema.properties).map((path): [string, unknown] => {
    const choice = kind.choices.find((one) => one.path === path);
    const map = kind.maps.find((one) => one.path === path);
    if (map !== undefined) return [path, decodeMap(kind, map, live)];
    return [path, choice === undefined ? ownValues(kind, live)[path] : decodeChoice(kind, choice, live)];
  });
  return { properties: Object.fromEntries(named.filter(([, value]) => value !== undefined)), ...unsaid(kind, live) };
}

/** What the kind has no other word for. Empty values are left out: they mean the same as absent ones. */
function decodeMap(kind: Kind, { secret }: KindMap, { properties, hidden }: Shown): AuthorForm | undefined {
  const unnamed = (name: string): boolean => roleOf(kind, name, properties) === 'unknown';
  const entries = secret
    ? hidden.filter(unnamed).map((name): [string, unknown] => [mappedName(name), { secret: 'hidden' }])
    : Object.entries(properties).filter(([name, value]) => unnamed(name) && value !== '' && !isSecureName(name));
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(byName));
}

function decodeChoice(kind: Kind, choice: KindChoice, live: Shown): AuthorForm | undefined {
  const chosen = storedOption(choice, live.properties);
  if (chosen === undefined) return undefined;
  const values = ownValues(kind, live, { path: choice.path, option: chosen.name });
  const isDefault = chosen.name === choice.default && Object.keys(values).length === 0;
  return isDefault ? undefined : { option: chosen.name, ...values };
}

/** Values of the top level, or of one option, by their own names. */
function ownValues(kind: Kind, live: Shown, of?: KindProperty['when']): AuthorForm {
  const values = kind.properties.flatMap((property): [string, unknown][] => {
    if (property.when?.path !== of?.path || property.when?.option !== of?.option) return [];
    const value = authorValue(property, live);
    return value === undefined ? [] : [[lastName(property.path), value]];
  });
  return Object.fromEntries(values);
}

function authorValue(
  { featureProperty, secret, reference, type, default: fallback }: KindProperty,
  live: Shown,
): unknown {
  if (secret) return live.hidden.includes(featureProperty) ? { secret: 'hidden' } : undefined;
  const stored = live.properties[featureProperty];
  if (stored === undefined || stored === '' || stored === fallback) return undefined;
  if (reference !== undefined) return { existing: stored };
  if (type === 'boolean' && (stored === 'true' || stored === 'false')) return stored === 'true';
  if (type === 'integer' && Number.isSafeInteger(Number(stored))) return Number(stored);
  return stored;
}

function unsaid(kind: Kind, { properties }: Shown): Pick<Decoded, 'leftover' | 'unknown'> {
  const leftover: Record<string, string> = {};
  const unknown: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties).sort(byName)) {
    if (value === '') continue;
    const role = roleOf(kind, name, properties);
    if (role === 'unread' && value !== defaultOf(kind, name, properties)) leftover[name] = value;
    const isMapped = kind.maps.some(({ secret }) => secret === isSecureName(name));
    if ((role === 'unknown' && !isMapped) || (role === 'constant' && kind.constants[name] !== value))
      unknown[name] = value;
  }
  return { leftover, unknown };
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

function referenceValue(value: unknown, addressOf: AddressOf): FeatureValue {
  const { call, existing } = (value ?? {}) as { readonly call?: number; readonly existing?: string };
  return call === undefined ? String(existing) : { connection: addressOf(call) };
}

/** The schema let nothing else through than text, booleans, whole numbers and references to secrets. */
function featureValue(value: unknown): FeatureValue {
  return typeof value === 'object' ? (value as Exclude<FeatureValue, string>) : String(value);
}
