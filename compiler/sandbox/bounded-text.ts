import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';

/** Reads texts out of an engine, of which never more than a bounded part crosses. */
export interface BoundedText {
  /** A string, cut to a length; empty for all else. */
  readonly read: (handle: QuickJSHandle) => string;
  /** The same of a property. Asking for it may run code of the program. */
  readonly property: (handle: QuickJSHandle, name: string) => string;
}

/** Neither a message nor a hundred calls of a stack trace are longer. */
const longest = 20_000;

/** It has to be made before a program runs, as it holds on to what programs can replace. */
export function boundedText(context: QuickJSContext): BoundedText {
  const code = `((apply, slice) => (text) => apply(slice, text, [0, ${longest}]))(Reflect.apply, String.prototype.slice)`;
  const cut = context.unwrapResult(context.evalCode(code, '<text>'));
  const read = (handle: QuickJSHandle): string =>
    context.typeof(handle) === 'string'
      ? context.getString(context.unwrapResult(context.callFunction(cut, context.undefined, handle)))
      : '';
  return { read, property: (handle, name) => read(context.getProp(handle, name)) };
}
