import type { MakePiece, Tools } from './piece.ts';
import { paramsClass } from './url-params.ts';

const parts = {
  ...{ href: '', protocol: '', username: '', password: '', host: '' },
  ...{ hostname: '', port: '', pathname: '', search: '', hash: '' },
};

type Part = keyof typeof parts;
type Parts = Readonly<Record<Part | 'origin', string>>;

/** What a URL consists of is found out by the host, in one way for all programs: it is long to say, and nothing to run. */
export const make: MakePiece = ({ parseUrl, editUrl }: Tools) => {
  const { URLSearchParams, reread } = paramsClass();
  type Params = InstanceType<typeof URLSearchParams>;
  const given = (value: unknown): string => JSON.stringify(String(value));
  const parse = (url: unknown, base: unknown): Parts | undefined => {
    const found = base === undefined ? parseUrl(given(url)) : parseUrl(given(url), given(base));
    return found === null ? undefined : JSON.parse(found);
  };
  const invalid = (url: unknown): TypeError => {
    const error = new TypeError('Invalid URL');
    return Object.assign(error, { code: 'ERR_INVALID_URL', input: String(url) });
  };

  class URL {
    #parts: Parts;
    #params: Params | undefined;
    #isBehind = false;

    constructor(url: unknown, base?: unknown) {
      const found = parse(url, base);
      if (found === undefined) throw invalid(url);
      this.#parts = found;
    }
    static canParse(url: unknown, base?: unknown): boolean {
      return parse(url, base) !== undefined;
    }
    static parse(url: unknown, base?: unknown): URL | null {
      return URL.canParse(url, base) ? new URL(url, base) : null;
    }
    static {
      for (const part of Object.keys(parts) as readonly Part[]) {
        Object.defineProperty(URL.prototype, part, {
          get(this: URL): string {
            return this.#current()[part];
          },
          set(this: URL, value: unknown) {
            if (part === 'href' && !URL.canParse(value)) throw invalid(value);
            this.#edit(part, String(value));
            if (this.#params !== undefined) reread(this.#params, this.#parts.search);
          },
          enumerable: true,
          configurable: true,
        });
      }
    }
    #edit(part: Part, value: string): void {
      this.#parts = JSON.parse(editUrl(given(this.#current().href), part, given(value)));
    }
    /** Parameters are written into it when it is asked for: whoever adds many asks once. */
    #current(): Parts {
      if (this.#isBehind) {
        this.#isBehind = false;
        this.#edit('search', String(this.#params));
      }
      return this.#parts;
    }
    get origin(): string {
      return this.#parts.origin;
    }
    get searchParams(): Params {
      if (this.#params === undefined) {
        this.#params = new URLSearchParams();
        reread(this.#params, this.#parts.search, () => {
          this.#isBehind = true;
        });
      }
      return this.#params;
    }
    toString(): string {
      return this.#current().href;
    }
    toJSON(): string {
      return this.#current().href;
    }
    get [Symbol.toStringTag](): string {
      return 'URL';
    }
  }
  return { URL, URLSearchParams };
};
