import type { MakePiece } from './piece.ts';
import { bytesOf, textOf, writeBytes } from './utf8.ts';

class TextEncoder {
  get encoding(): string {
    return 'utf-8';
  }
  encode(text: unknown = ''): Uint8Array<ArrayBuffer> {
    return bytesOf(String(text));
  }
  encodeInto(text: unknown, bytes: Uint8Array): { readonly read: number; readonly written: number } {
    return writeBytes(String(text), bytes);
  }
  get [Symbol.toStringTag](): string {
    return 'TextEncoder';
  }
}

const names = ['utf-8', 'utf8', 'unicode-1-1-utf-8', 'unicode11utf8', 'unicode20utf8', 'x-unicode20utf8'];

class TextDecoder {
  readonly #isFatal: boolean;
  readonly #keepsMark: boolean;
  #isBegun = false;
  #rest: Uint8Array = new Uint8Array();

  constructor(encoding: unknown = 'utf-8', { fatal, ignoreBOM }: { fatal?: unknown; ignoreBOM?: unknown } = {}) {
    if (!names.includes(String(encoding).trim().toLowerCase())) {
      throw new RangeError(`A program can decode UTF-8 only, and not "${encoding}".`);
    }
    this.#isFatal = Boolean(fatal);
    this.#keepsMark = Boolean(ignoreBOM);
  }
  get encoding(): string {
    return 'utf-8';
  }
  get fatal(): boolean {
    return this.#isFatal;
  }
  get ignoreBOM(): boolean {
    return this.#keepsMark;
  }
  decode(given?: ArrayBuffer | ArrayBufferView, { stream = false }: { readonly stream?: unknown } = {}): string {
    const wrong = (): string => {
      if (!this.#isFatal) return '\ufffd';
      this.#isBegun = false;
      this.#rest = new Uint8Array();
      throw new TypeError('The bytes are not UTF-8.');
    };
    const { text: whole, rest } = textOf(
      this.#withRest(given === undefined ? new Uint8Array() : bytesIn(given)),
      wrong,
    );
    const text = rest.length > 0 && !stream ? whole + wrong() : whole;
    const hasMark = !this.#isBegun && !this.#keepsMark && text.startsWith('\ufeff');
    this.#isBegun = Boolean(stream) && (this.#isBegun || text !== '');
    this.#rest = stream ? rest : new Uint8Array();
    return hasMark ? text.slice(1) : text;
  }
  /** What was left over when it was asked last stands before. */
  #withRest(bytes: Uint8Array): Uint8Array {
    if (this.#rest.length === 0) return bytes;
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    return all;
  }
  get [Symbol.toStringTag](): string {
    return 'TextDecoder';
  }
}

function bytesIn(given: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  if (given instanceof ArrayBuffer || Object.prototype.toString.call(given) === '[object SharedArrayBuffer]') {
    return new Uint8Array(given);
  }
  throw new TypeError('Only an `ArrayBuffer` or a view of one can be decoded.');
}

export const make: MakePiece = () => ({ TextEncoder, TextDecoder });
