import type { Asked } from '../../protocol.ts';
import { apply, hide } from './language.ts';

/** Makes functions that ask for what a program does not have. */
export interface Refusing {
  /** Refuses now, and tells the host first. */
  readonly refuse: (what: Asked, name: string) => never;
  /** A function that refuses when it is called, or made an object with, save that it has an answer while a package loads. */
  readonly refusing: <Given extends readonly unknown[], Answer>(
    what: Asked,
    name: string,
    whileLoading?: (...given: Given) => Answer,
  ) => (...given: Given) => Answer;
  readonly isLoading: () => boolean;
}

const NativeError = Error;
const words: Readonly<Record<Asked, string>> = {
  time: 'the time',
  chance: 'chance',
  environment: 'its environment',
  network: 'the network',
  locale: 'the ways of a language',
};

export function refusingWith(asked: (what: Asked) => void): Refusing {
  let loading = 0;
  // Called around the code of packages.
  const counting = {
    begin: (): void => {
      loading += 1;
    },
    end: (): void => {
      if (loading > 0) loading -= 1;
    },
  };
  Object.defineProperty(globalThis, '__plugboardLoading', { value: Object.freeze(counting), configurable: true });
  const refuse = (what: Asked, name: string): never => {
    asked(what);
    const error = new NativeError(`\`${name}\` asks for ${words[what]}, which a program does not have.`);
    hide(error, 'name', 'NotInPrograms');
    throw error;
  };
  return {
    refuse,
    isLoading: () => loading > 0,
    refusing: <Given extends readonly unknown[], Answer>(
      what: Asked,
      name: string,
      whileLoading?: (...given: Given) => Answer,
    ) => {
      // Not an arrow function, as some are called with `new`.
      function refused(...given: Given): Answer {
        return loading > 0 && whileLoading !== undefined ? apply(whileLoading, undefined, given) : refuse(what, name);
      }
      return refused;
    },
  };
}
