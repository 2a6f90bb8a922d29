/** Code of globals that few programs use: a function that gives an object with them. */
export interface PieceCode {
  readonly name: string;
  readonly text: string;
}

const urls: PieceCode = {
  name: 'urls',
  text: String.raw`(parse, edit) => {
const { parse: read } = JSON;
const decode = (text) => {
  const spaced = text.replaceAll('+', ' ');
  try { return decodeURIComponent(spaced); } catch {
    return spaced.replace(/(?:%[\da-f]{2})+/gi, (run) => { try { return decodeURIComponent(run); } catch { return '\ufffd'; } });
  }
};
const encode = (text) => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+')
  .replace(/[!'()~]/g, (one) => '%' + one.charCodeAt(0).toString(16).toUpperCase());
const updates = Symbol('updates');
class URLSearchParams {
  #pairs = [];
  #changed = undefined;
  constructor(init = '') {
    if (typeof init === 'object' && init !== null) {
      const pairs = typeof init[Symbol.iterator] === 'function' ? [...init] : Object.entries(init);
      this.#pairs = pairs.map((pair) => {
        const [name, value, ...more] = [...pair];
        if (value === undefined || more.length > 0) throw new TypeError('Each pair must be a name and a value.');
        return [String(name), String(value)];
      });
    } else this.#read(String(init));
  }
  #read(text) {
    const query = text.startsWith('?') ? text.slice(1) : text;
    this.#pairs = query.split('&').filter((one) => one !== '').map((one) => {
      const at = one.indexOf('=');
      return at === -1 ? [decode(one), ''] : [decode(one.slice(0, at)), decode(one.slice(at + 1))];
    });
  }
  static [updates](params, text, changed) { params.#read(text); params.#changed = changed; return params; }
  #update() { this.#changed?.(this.toString()); }
  get size() { return this.#pairs.length; }
  append(name, value) { this.#pairs.push([String(name), String(value)]); this.#update(); }
  delete(name, value) { this.#pairs = this.#pairs.filter(([key, held]) => !(key === String(name) && (value === undefined || held === String(value)))); this.#update(); }
  get(name) { return this.#pairs.find(([key]) => key === String(name))?.[1] ?? null; }
  getAll(name) { return this.#pairs.filter(([key]) => key === String(name)).map(([, value]) => value); }
  has(name, value) { return this.#pairs.some(([key, held]) => key === String(name) && (value === undefined || held === String(value))); }
  set(name, value) {
    const first = this.#pairs.findIndex(([key]) => key === String(name));
    if (first === -1) this.#pairs.push([String(name), String(value)]);
    else this.#pairs = this.#pairs.flatMap((pair, index) => pair[0] !== String(name) ? [pair] : index === first ? [[pair[0], String(value)]] : []);
    this.#update();
  }
  sort() { this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)); this.#update(); }
  forEach(callback, thisArgument) { for (const [name, value] of this.#pairs) callback.call(thisArgument, value, name, this); }
  *keys() { for (const [name] of this.#pairs) yield name; }
  *values() { for (const [, value] of this.#pairs) yield value; }
  *entries() { for (const [name, value] of this.#pairs) yield [name, value]; }
  [Symbol.iterator]() { return this.entries(); }
  toString() { return this.#pairs.map(([name, value]) => encode(name) + '=' + encode(value)).join('&'); }
}
class URL {
  #parts;
  #params;
  constructor(url, base) {
    const parts = base === undefined ? parse(String(url)) : parse(String(url), String(base));
    if (parts === null) {
      const error = new TypeError('Invalid URL');
      error.code = 'ERR_INVALID_URL';
      error.input = String(url);
      throw error;
    }
    this.#parts = read(parts);
  }
  static canParse(url, base) { return (base === undefined ? parse(String(url)) : parse(String(url), String(base))) !== null; }
  static parse(url, base) { return URL.canParse(url, base) ? new URL(url, base) : null; }
  static {
    for (const part of ['href', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash']) {
      Object.defineProperty(URL.prototype, part, {
        configurable: true,
        enumerable: true,
        get() { return this.#parts[part]; },
        set(value) {
          if (part === 'href' && !URL.canParse(value)) throw new TypeError('Invalid URL');
          this.#parts = read(edit(this.#parts.href, part, String(value)));
          if (this.#params !== undefined) this.#link(this.#params);
        },
      });
    }
  }
  #link(params) {
    return URLSearchParams[updates](params, this.#parts.search, (query) => { this.#parts = read(edit(this.#parts.href, 'search', query)); });
  }
  get origin() { return this.#parts.origin; }
  get searchParams() { this.#params ??= this.#link(new URLSearchParams()); return this.#params; }
  toString() { return this.#parts.href; }
  toJSON() { return this.#parts.href; }
}
return { URL, URLSearchParams };
}`,
};

const texts: PieceCode = {
  name: 'texts',
  text: String.raw`() => {
class TextEncoder {
  get encoding() { return 'utf-8'; }
  encode(text = '') {
    const wellFormed = String(text).toWellFormed();
    const bytes = [];
    for (const character of wellFormed) {
      const code = character.codePointAt(0);
      if (code < 0x80) bytes.push(code);
      else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
      else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
      else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
    return new Uint8Array(bytes);
  }
  encodeInto(text, target) {
    let read = 0;
    let written = 0;
    for (const character of String(text)) {
      const bytes = this.encode(character);
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      written += bytes.length;
      read += character.length;
    }
    return { read, written };
  }
}
class TextDecoder {
  #fatal;
  #ignoreBOM;
  constructor(encoding = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    if (!['utf-8', 'utf8', 'unicode-1-1-utf-8'].includes(String(encoding).trim().toLowerCase())) {
      throw new RangeError('Programs can decode UTF-8 only, not "' + encoding + '".');
    }
    this.#fatal = Boolean(fatal);
    this.#ignoreBOM = Boolean(ignoreBOM);
  }
  get encoding() { return 'utf-8'; }
  get fatal() { return this.#fatal; }
  get ignoreBOM() { return this.#ignoreBOM; }
  decode(given = new Uint8Array()) {
    const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
    let text = '';
    const wrong = () => { if (this.#fatal) throw new TypeError('The bytes are not UTF-8.'); text += '\ufffd'; };
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at];
      at += 1;
      if (first < 0x80) { text += String.fromCharCode(first); continue; }
      const more = first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
      if (more === 0) { wrong(); continue; }
      let low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      let high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      let code = first & (0x3f >> more);
      let left = more;
      while (left > 0 && at < bytes.length && bytes[at] >= low && bytes[at] <= high) {
        code = (code << 6) | (bytes[at] & 63);
        low = 0x80;
        high = 0xbf;
        at += 1;
        left -= 1;
      }
      if (left > 0) wrong();
      else text += String.fromCodePoint(code);
    }
    return !this.#ignoreBOM && text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}
return { TextEncoder, TextDecoder };
}`,
};

const clones: PieceCode = {
  name: 'clones',
  text: `() => {
const uncloneable = (value) => {
  const error = new Error((typeof value === 'symbol' ? 'A symbol' : typeof value === 'function' ? 'A function' : 'The value') + ' cannot be cloned.');
  error.name = 'DataCloneError';
  error.code = 25;
  throw error;
};
const typed = Object.getPrototypeOf(Uint8Array);
const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
const structuredClone = (value) => {
  const known = new Map();
  const remember = (from, to) => { known.set(from, to); return to; };
  const clone = (one) => {
    if (typeof one === 'symbol' || typeof one === 'function') return uncloneable(one);
    if (typeof one !== 'object' || one === null) return one;
    if (known.has(one)) return known.get(one);
    if (Array.isArray(one)) {
      const copy = remember(one, new Array(one.length));
      for (const key of Object.keys(one)) copy[key] = clone(one[key]);
      return copy;
    }
    if (one instanceof Date) return remember(one, new Date(one.getTime()));
    if (one instanceof RegExp) return remember(one, new RegExp(one.source, one.flags));
    if (one instanceof Boolean || one instanceof Number || one instanceof String || one instanceof BigInt) return remember(one, Object(one.valueOf()));
    if (one instanceof ArrayBuffer) return remember(one, one.slice(0));
    if (one instanceof typed) { const buffer = clone(one.buffer); return remember(one, new one.constructor(buffer, one.byteOffset, one.length)); }
    if (one instanceof DataView) return remember(one, new DataView(clone(one.buffer), one.byteOffset, one.byteLength));
    if (one instanceof Map) {
      const copy = remember(one, new Map());
      for (const [key, held] of [...one]) copy.set(clone(key), clone(held));
      return copy;
    }
    if (one instanceof Set) {
      const copy = remember(one, new Set());
      for (const held of [...one]) copy.add(clone(held));
      return copy;
    }
    if (one instanceof Error) {
      const Kind = errors[one.name] ?? Error;
      const copy = remember(one, new Kind(one.message));
      if ('cause' in one) copy.cause = clone(one.cause);
      return copy;
    }
    if (one instanceof WeakMap || one instanceof WeakSet || one instanceof Promise) return uncloneable(one);
    const copy = remember(one, {});
    for (const key of Object.keys(one)) Object.defineProperty(copy, key, { value: clone(one[key]), writable: true, enumerable: true, configurable: true });
    return copy;
  };
  return clone(value);
};
return { structuredClone };
}`,
};

const base64: PieceCode = {
  name: 'base64',
  text: String.raw`() => {
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const invalid = (message) => { const error = new Error(message); error.name = 'InvalidCharacterError'; error.code = 5; return error; };
const btoa = (given) => {
  const text = String(given);
  let coded = '';
  for (let at = 0; at < text.length; at += 3) {
    const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
    if (a > 255 || b > 255 || c > 255) throw invalid('Only characters up to U+00FF can be coded.');
    const bits = (a << 16) | ((b || 0) << 8) | (c || 0);
    coded += letters[bits >> 18] + letters[(bits >> 12) & 63] + (at + 1 < text.length ? letters[(bits >> 6) & 63] : '=') + (at + 2 < text.length ? letters[bits & 63] : '=');
  }
  return coded;
};
const atob = (given) => {
  let coded = String(given).replace(/[\t\n\f\r ]/g, '');
  if (coded.length % 4 === 0) coded = coded.replace(/==?$/, '');
  if (coded.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(coded)) throw invalid('The text is not Base64.');
  let text = '';
  let bits = 0;
  let count = 0;
  for (const letter of coded) {
    bits = ((bits << 6) | letters.indexOf(letter)) & 0xffffff;
    count += 6;
    if (count >= 8) { count -= 8; text += String.fromCharCode((bits >> count) & 255); }
  }
  return text;
};
return { atob, btoa };
}`,
};

const pieces: Readonly<Record<string, PieceCode>> = {
  URL: urls,
  URLSearchParams: urls,
  TextEncoder: texts,
  TextDecoder: texts,
  structuredClone: clones,
  atob: base64,
  btoa: base64,
};

/** The code that has a global by this name. */
export function pieceCode(name: string): PieceCode {
  const piece = pieces[name];
  if (piece === undefined) throw new Error(`There is no \`${name}\`.`);
  return piece;
}
