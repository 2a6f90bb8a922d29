// Looked up once: the interpreter of the sandbox looks up names of globals one by one.
const { getPrototypeOf, prototype: objectPrototype } = Object;
const { isArray } = Array;

/** What stands in the place of a value that is not data, so that the compiler can name it. */
interface Unsupported {
  readonly $unsupported: string;
}

/** Nobody nests as deeply as that; the compiler refuses it long before. */
const deepest = 1000;
/** What is nested more deeply may contain itself. */
const usuallyDeepest = 20;

/**
 * Whether all objects in a project's properties are made by `{...}` and `[...]`. Of an object of a class the engine would
 * write the fields, as if there was nothing else to it; what else is not data, it refuses by itself.
 */
export function isPlainProject(properties: Readonly<Record<string, unknown>>, depth = 0): boolean {
  if (depth > usuallyDeepest) return false;
  for (const name in properties) {
    const value = properties[name];
    if (typeof value !== 'object' || value === null) continue;
    if (name === 'projects' && isArray(value)) {
      for (const project of value) {
        if (!isRecord(project) || typeof project.id === 'object' || !isRecord(project.properties)) return false;
        if (!isPlainProject(project.properties, depth + 1)) return false;
      }
    } else if (!(name === 'connections' ? arePlainConnections(value) : isPlain(value, 0))) {
      return false;
    }
  }
  return true;
}

/**
 * There are ten thousand of them with fifty thousand values, most of them texts, and a call of a function takes longer
 * than to look at a value. So no function is called for a connection, nor for what it usually has: secrets.
 */
function arePlainConnections(connections: object): boolean {
  if (getPrototypeOf(connections) !== objectPrototype) return false;
  const all = connections as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  for (const key in all) {
    const connection = all[key];
    if (connection === undefined) continue;
    if (connection === null || getPrototypeOf(connection) !== objectPrototype) return false;
    const { properties, options } = connection;
    if (typeof properties !== 'object' || properties === null) return false;
    if (typeof options !== 'object' || options === null) return false;
    if (getPrototypeOf(properties) !== objectPrototype || getPrototypeOf(options) !== objectPrototype) return false;
    const { adopt, formerly, protect } = options as Readonly<Record<string, unknown>>;
    if (typeof adopt === 'object' || typeof formerly === 'object' || typeof protect === 'object') return false;
    const held = properties as Readonly<Record<string, unknown>>;
    for (const name in held) {
      const value = held[name];
      if (typeof value !== 'object' || value === null) continue;
      if (getPrototypeOf(value) !== objectPrototype) {
        if (!isPlain(value, 0)) return false;
        continue;
      }
      const record = value as Readonly<Record<string, unknown>>;
      for (const inner in record) {
        const deeper = record[inner];
        if (typeof deeper === 'object' && deeper !== null && !isPlain(deeper, 1)) return false;
      }
    }
  }
  return true;
}

function isPlain(value: object, depth: number): boolean {
  if (depth > usuallyDeepest) return false;
  if (isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      if (typeof item === 'object' && item !== null && !isPlain(item, depth + 1)) return false;
    }
    return true;
  }
  if (!isRecord(value)) return false;
  // Of a connection as the value of a property, the compiler looks at the number of its call alone.
  if (typeof value.call === 'number' && isRecord(value.properties) && isRecord(value.options)) return true;
  for (const name in value) {
    const inner = value[name];
    if (typeof inner === 'object' && inner !== null && !isPlain(inner, depth + 1)) return false;
  }
  return true;
}

/**
 * The same, with marks for all that is not data. What stands at several places, or within itself, does so in the copy.
 * Numbers that are none, and gaps in lists, the compiler marks.
 */
export function copied(value: unknown, known: Map<unknown, unknown> = new Map(), depth = 0): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return unsupported(typeof value);
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  if (depth > deepest) return null;
  if (isArray(value)) {
    const items: unknown[] = [];
    known.set(value, items);
    for (let index = 0; index < value.length; index += 1) items[index] = copied(value[index], known, depth + 1);
    return items;
  }
  if (!isRecord(value)) return unsupported(nameOfClass(value));
  // Without a prototype `__proto__` is a name like any other.
  const copy: Record<string, unknown> = Object.create(null);
  known.set(value, copy);
  for (const [name, inner] of Object.entries(value)) copy[name] = copied(inner, known, depth + 1);
  return copy;
}

/** A word for what somebody gave where something else was wanted. */
export function whatItIs(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'object') return isRecord(value) ? 'an object' : `a \`${nameOfClass(value)}\``;
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
  return typeof value.constructor === 'function' ? String(value.constructor.name) : 'object';
}
