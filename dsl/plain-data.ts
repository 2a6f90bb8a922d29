// Looked up once: the interpreter of the sandbox looks up names of globals one by one.
const { getPrototypeOf, values, prototype: objectPrototype } = Object;

/** What stands in the place of a value that is not data, so that the compiler can name it. */
interface Unsupported {
  readonly $unsupported: string;
}

/** Thrown where a value contains itself. */
export class Cycle extends Error {}

/**
 * A value whose JSON text says all that there is to say. What JSON would drop or change (a function, a `Map`, `NaN` ...)
 * becomes a mark, and what `replaced` answers for an object stands in its place. A property that is `undefined` is one
 * that is not there.
 */
export function plainData(value: unknown, replaced: Replace): unknown {
  return isPlain(value, replaced, 0) ? value : copied(value, replaced, new Set());
}

/** What is to stand for an object; `undefined` where it stands for itself. */
type Replace = (value: object) => object | undefined;

/**
 * Whether its JSON text says all that there is to say. Almost everything is, and need not be copied. A program has tens
 * of thousands of values, most of them texts: no function is called for one.
 */
function isPlain(value: unknown, replaced: Replace, depth: number): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object': {
      if (value === null) return true;
      // Lists can hold what JSON changes, and what is so deep may contain itself.
      if (depth > 20 || !isRecord(value) || replaced(value) !== undefined) return false;
      const held = values(value);
      for (let index = 0; index < held.length; index += 1) {
        const inner = held[index];
        if (typeof inner !== 'string' && !isPlain(inner, replaced, depth + 1)) return false;
      }
      return true;
    }
    default:
      return false;
  }
}

function copied(value: unknown, replaced: Replace, parents: ReadonlySet<unknown>): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : unsupported(String(value));
  if (typeof value !== 'object') return unsupported(typeof value);
  const replacement = replaced(value);
  if (replacement !== undefined) return replacement;
  if (parents.has(value)) throw new Cycle();
  const within = new Set(parents).add(value);
  // `Array.from` visits holes, too.
  if (Array.isArray(value)) return Array.from(value, (item: unknown) => copied(item, replaced, within));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return unsupported(nameOfClass(value));
  // Without a prototype `__proto__` is a name like any other.
  const copy: Record<string, unknown> = Object.create(null);
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== undefined) copy[name] = copied(inner, replaced, within);
  }
  return copy;
}

/** A word for what somebody gave where something else was wanted. */
export function whatItIs(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'object') {
    return isRecord(value) ? 'an object' : `a \`${nameOfClass(value)}\``;
  }
  return `a ${typeof value}`;
}

/** Whether it is an object as `{...}` makes it. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = getPrototypeOf(value);
  return prototype === objectPrototype || prototype === null;
}

function unsupported(what: string): Unsupported {
  return { $unsupported: what };
}

function nameOfClass(value: object): string {
  return typeof value.constructor === 'function' ? value.constructor.name : 'object';
}

/** The items of a list; none of anything else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
