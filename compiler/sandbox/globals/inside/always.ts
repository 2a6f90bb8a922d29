import type { Asked } from '../../protocol.ts';
import { installDates } from './dates.ts';
import { apply, compare, cut, hide, hideLazily, stringify } from './language.ts';
import type { MakePiece, Tools } from './piece.ts';
import { refusingWith } from './refusing.ts';

/** What the host does for the code in the engine. No program gets hold of it. */
export interface Host extends Pick<Tools, 'log' | 'parseUrl' | 'editUrl'> {
  readonly asked: (what: Asked) => void;
  /** Reads in code that few programs need. */
  readonly piece: (name: string) => MakePiece;
}

/** The globals that the code of a piece makes. */
const globals = {
  console: ['console'],
  urls: ['URL', 'URLSearchParams'],
  texts: ['TextEncoder', 'TextDecoder'],
  clones: ['structuredClone'],
  base64: ['atob', 'btoa'],
  elsewhere: [
    ...['process', 'Intl', 'crypto', 'performance', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
    ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
    ...['queueMicrotask', 'WeakRef', 'FinalizationRegistry'],
  ],
} satisfies Record<string, readonly string[]>;

const localeString = 'toLocaleString';

/**
 * Runs in the engine before all else. Names that packages merely mention exist. To ask them for what a program does not
 * have (the time, chance, the environment, a network, the ways of a language) is an error, save that a package that asks
 * for the time or for chance while it loads gets the same answer each time. Every run waits for this to be read, so
 * whatever is no way to the engine's own clock is read when it is used.
 */
export function install({ asked, piece, log, parseUrl, editUrl }: Host): void {
  const refusing = refusingWith(asked);
  let state = 20_000_101;
  const nextChance = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const tools: Tools = { ...refusing, nextChance, apply, cut, stringify, compare, log, parseUrl, editUrl };

  const once = (name: string): ((member: string) => unknown) => {
    let made: Readonly<Record<string, unknown>> | undefined;
    return (member) => {
      made ??= piece(name)(tools);
      return made[member];
    };
  };
  /** Calls a function of a piece, which is read then. */
  const call = (member: (name: string) => unknown, name: string, self: unknown, given: readonly unknown[]): unknown => {
    const called = member(name);
    return typeof called === 'function' ? apply(called, self, given) : undefined;
  };
  const methods = (target: object, member: (name: string) => unknown, names: readonly string[]): void => {
    for (const name of names) {
      // A method of an object, as it is called on one and not made an object with.
      const { method } = {
        method(...given: readonly unknown[]): unknown {
          return call(member, name, this, given);
        },
      };
      hide(target, name, method);
    }
  };

  const dates = once('date-texts');
  const languages = once('languages');
  methods(Date.prototype, dates, ['getYear', 'setYear', 'getTimezoneOffset']);
  methods(Date.prototype, dates, ['toString', 'toDateString', 'toTimeString']);
  methods(Date.prototype, languages, [localeString, 'toLocaleDateString', 'toLocaleTimeString']);
  methods(Number.prototype, languages, [localeString]);
  methods(BigInt.prototype, languages, [localeString]);
  methods(String.prototype, languages, ['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase']);
  installDates(
    refusing,
    (words) => call(dates, 'read', undefined, [words]),
    (date) => call(dates, 'toString', date, []),
  );
  hide(Math, 'random', refusing.refusing('chance', 'Math.random()', nextChance));
  for (const [file, names] of Object.entries(globals)) {
    const member = once(file);
    for (const name of names) hideLazily(globalThis, name, () => member(name));
  }
  // Both are how packages find the global object, and of no harm; `window` would say that there is a page.
  hide(globalThis, 'global', globalThis);
  hide(globalThis, 'self', globalThis);
}
