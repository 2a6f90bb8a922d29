import type { Asked } from '../../protocol.ts';
import type { MakePiece, Tools } from './piece.ts';

/** What programs elsewhere have, and these do not: it is there, and refuses to work. */
export const make: MakePiece = (tools) => ({
  ...timers(tools),
  ...network(tools),
  process: processOf(tools),
  crypto: cryptoOf(tools),
  performance: performanceOf(tools),
  queueMicrotask: soon,
  Intl: intl(tools),
  WeakRef: KeptRef,
  FinalizationRegistry: NeverFinal,
});

/** Nothing of what a timer would do can come before the end of a program: while a package loads, it may as well be set. */
function timers({ refusing }: Tools): Readonly<Record<string, unknown>> {
  const setting = (name: string): readonly [string, unknown] => [name, refusing('time', `${name}()`, () => 0)];
  const clearing = (name: string): readonly [string, unknown] => [name, () => undefined];
  return Object.fromEntries([
    ...['setTimeout', 'setInterval', 'setImmediate'].map(setting),
    ...['clearTimeout', 'clearInterval', 'clearImmediate'].map(clearing),
  ]);
}

const network = ({ refusing }: Tools): Readonly<Record<string, unknown>> => ({
  fetch: refusing('network', 'fetch'),
  XMLHttpRequest: refusing('network', 'XMLHttpRequest'),
  WebSocket: refusing('network', 'WebSocket'),
  EventSource: refusing('network', 'EventSource'),
});

/** What the language itself looks for, and that by which packages find out which of all places this is. */
const harmless: ReadonlySet<string> = new Set([
  ...['toJSON', 'then', 'browser', 'release', 'type', 'pkg', 'binding', 'domain', 'noDeprecation', 'throwDeprecation'],
]);

/** A mere look at what is not known asks; to list what there is or to look whether something is there is harmless. */
function asking(
  { isLoading, refuse }: Tools,
  what: Asked,
  name: string,
  known: object,
  whileLoading: object = {},
): object {
  return new Proxy(known, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || harmless.has(key)) return Reflect.get(target, key);
      return isLoading() ? Reflect.get(whileLoading, key) : refuse(what, `${name}.${key}`);
    },
  });
}

/**
 * While a package loads, `process` is what bundlers for browsers make of it: packages ask it then which of their ways to
 * go, and have one for there being nothing. Later they ask because of what they were called for.
 */
function processOf(tools: Tools): object {
  const { refusing } = tools;
  const nothing = (): void => undefined;
  const hrtime = Object.assign(
    refusing('time', 'process.hrtime()', () => [0, 0]),
    { bigint: refusing('time', 'process.hrtime.bigint()', () => 0n) },
  );
  const known = {
    env: asking(tools, 'environment', 'process.env', { NODE_ENV: 'production' }),
    versions: {},
    cwd: refusing('environment', 'process.cwd()', () => '/'),
    hrtime,
    uptime: refusing('time', 'process.uptime()', () => 0),
    nextTick: (callback: (...given: readonly unknown[]) => void, ...given: readonly unknown[]): void =>
      soon(() => callback(...given)),
    emitWarning: nothing,
    on: nothing,
    once: nothing,
    off: nothing,
  };
  const whileLoading = { argv: [], execArgv: [], title: '', version: '', platform: '', arch: '' };
  return asking(tools, 'environment', 'process', known, whileLoading);
}

const resolved = Promise.resolve();

function soon(callback: () => unknown): void {
  if (typeof callback !== 'function') throw new TypeError('There is no function to call.');
  resolved.then(() => void callback());
}

const cryptoOf = ({ refusing, nextChance }: Tools): object => ({
  getRandomValues: refusing('chance', 'crypto.getRandomValues()', (values: Uint8Array) => {
    for (let index = 0; index < values.length; index += 1) values[index] = nextChance() * 256;
    return values;
  }),
  randomUUID: refusing('chance', 'crypto.randomUUID()', () => '00000000-0000-4000-8000-000000000000'),
});

const performanceOf = ({ refusing }: Tools): object => ({
  now: refusing('time', 'performance.now()', () => 0),
  timeOrigin: 0,
  mark: () => undefined,
  measure: () => undefined,
});

const languages = [
  ...['Collator', 'DateTimeFormat', 'DisplayNames', 'DurationFormat', 'ListFormat', 'Locale', 'NumberFormat'],
  ...['PluralRules', 'RelativeTimeFormat', 'Segmenter', 'getCanonicalLocales', 'supportedValuesOf'],
];

const intl = (tools: Tools): object =>
  asking(
    tools,
    'locale',
    'Intl',
    Object.fromEntries(languages.map((name) => [name, tools.refusing('locale', `Intl.${name}`)])),
  );

/** When garbage is collected depends on what else was done: a program must not see it, and the language lets it never be. */
class KeptRef {
  readonly #target: unknown;
  constructor(target: unknown) {
    this.#target = target;
  }
  deref(): unknown {
    return this.#target;
  }
}

class NeverFinal {
  register(): void {}
  unregister(): boolean {
    return false;
  }
}
Object.defineProperty(KeptRef, 'name', { value: 'WeakRef' });
Object.defineProperty(NeverFinal, 'name', { value: 'FinalizationRegistry' });
