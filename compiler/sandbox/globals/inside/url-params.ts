import { textOf } from './utf8.ts';

const given = (value: unknown): string => String(value).replace(/\p{Cs}/gu, '\ufffd');

function decode(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[\da-f]{2})+/gi, (coded) => {
    const bytes = new Uint8Array(coded.length / 3);
    for (let index = 0; index < bytes.length; index += 1) {
      bytes[index] = Number.parseInt(coded.slice(index * 3 + 1, index * 3 + 3), 16);
    }
    const { text: decoded, rest } = textOf(bytes, () => '\ufffd');
    return rest.length > 0 ? `${decoded}\ufffd` : decoded;
  });
}

const hexadecimal = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

const encode = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replace(/[!'()~]/g, hexadecimal);

type Pair = readonly [name: string, value: string];

function pairsIn(query: string): Pair[] {
  const pairs: Pair[] = [];
  for (const one of query.replace(/^\?/, '').split('&')) {
    const at = one.indexOf('=');
    if (at !== -1) pairs.push([decode(one.slice(0, at)), decode(one.slice(at + 1))]);
    else if (one !== '') pairs.push([decode(one), '']);
  }
  return pairs;
}

function pairsOf(init: object): Pair[] {
  const isList = Symbol.iterator in init && typeof init[Symbol.iterator] === 'function';
  // Names of properties that differ in halves of characters only are one: the last has its say, in the place of the first.
  if (!isList) return [...new Map(Object.entries(init).map(([name, value]) => [given(name), given(value)]))];
  return Array.from(init as Iterable<Iterable<unknown>>, (one) => {
    const pair = [...one];
    if (pair.length !== 2) throw new TypeError('Each pair must be a name and a value.');
    return [given(pair[0]), given(pair[1])];
  });
}

type Changed = () => void;

interface ParamsClass {
  readonly URLSearchParams: new (init?: unknown) => object;
  /** Reads parameters in anew, and from then on tells of each change. */
  readonly reread: (params: object, query: string, changed?: Changed) => void;
}

export function paramsClass(): ParamsClass {
  let reread: ParamsClass['reread'] = () => undefined;

  class URLSearchParams {
    #pairs: Pair[];
    #changed: Changed | undefined;

    constructor(init?: unknown) {
      this.#pairs = typeof init === 'object' && init !== null ? pairsOf(init) : pairsIn(given(init ?? ''));
    }
    static {
      reread = (params, query, changed) => {
        if (!(params instanceof URLSearchParams)) return;
        params.#pairs = pairsIn(query);
        params.#changed ??= changed;
      };
    }
    #change(pairs: Pair[]): void {
      this.#pairs = pairs;
      this.#changed?.();
    }
    get size(): number {
      return this.#pairs.length;
    }
    append(name: unknown, value: unknown): void {
      this.#pairs.push([given(name), given(value)]);
      this.#changed?.();
    }
    delete(name: unknown, value?: unknown): void {
      const [wanted, only] = [given(name), value === undefined ? undefined : given(value)];
      this.#change(this.#pairs.filter(([key, held]) => key !== wanted || (only !== undefined && held !== only)));
    }
    get(name: unknown): string | null {
      const wanted = given(name);
      return this.#pairs.find(([key]) => key === wanted)?.[1] ?? null;
    }
    getAll(name: unknown): string[] {
      const wanted = given(name);
      return this.#pairs.filter(([key]) => key === wanted).map(([, value]) => value);
    }
    has(name: unknown, value?: unknown): boolean {
      const [wanted, only] = [given(name), value === undefined ? undefined : given(value)];
      return this.#pairs.some(([key, held]) => key === wanted && (only === undefined || held === only));
    }
    set(name: unknown, value: unknown): void {
      const [wanted, held] = [given(name), given(value)];
      const first = this.#pairs.findIndex(([key]) => key === wanted);
      const pairs = this.#pairs.filter(([key], index) => key !== wanted || index === first);
      pairs[first === -1 ? pairs.length : first] = [wanted, held];
      this.#change(pairs);
    }
    sort(): void {
      this.#change(this.#pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
    }
    forEach(callback: (value: string, name: string, all: this) => void, thisArgument?: unknown): void {
      for (const [name, value] of this) callback.call(thisArgument, value, name, this);
    }
    // What is changed meanwhile is seen.
    *entries(): Generator<[string, string], undefined> {
      for (let index = 0; index < this.#pairs.length; index += 1) {
        const pair = this.#pairs[index];
        if (pair !== undefined) yield [...pair];
      }
    }
    *keys(): Generator<string, undefined> {
      for (const [name] of this) yield name;
    }
    *values(): Generator<string, undefined> {
      for (const [, value] of this) yield value;
    }
    [Symbol.iterator](): Generator<[string, string], undefined> {
      return this.entries();
    }
    toString(): string {
      return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
    }
    get [Symbol.toStringTag](): string {
      return 'URLSearchParams';
    }
  }
  return { URLSearchParams, reread };
}
