/** An error as browsers and Node.js throw it where it is not the language's. */
export function domError(name: string, code: number, message: string): Error {
  const error = new Error(message);
  const property = (value: unknown): PropertyDescriptor => ({ value, writable: true, configurable: true });
  return Object.defineProperties(error, { name: property(name), code: property(code) });
}
