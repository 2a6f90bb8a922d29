/**
 * The program's view of what was given with `--input`. What the program's parameter says about its inputs is gone when
 * it runs, so an input that was not given is noticed when it is read. `'stage' in inputs` asks without reading.
 */
export function givenInputs(text: string): object {
  const given: object = JSON.parse(text);
  return new Proxy(given, {
    get(target, name) {
      if (typeof name === 'string' && !Object.hasOwn(target, name)) {
        const error = new Error(`Input \`${name}\` was not given.`);
        error.name = 'MissingInput';
        throw error;
      }
      return Reflect.get(target, name);
    },
  });
}
