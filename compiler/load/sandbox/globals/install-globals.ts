import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import type { Asked } from '../protocol.ts';
import { alwaysCode } from './always.ts';
import { pieceCode } from './pieces.ts';
import { editedUrl, parsedUrl } from './url-host.ts';

/** What the host is told. Texts have at most 2,000 characters. */
export interface GlobalsHooks {
  readonly log: (line: string) => void;
  /** Called when something is asked for, and not when an error says so. */
  readonly asked: (what: Asked) => void;
}

const known: ReadonlySet<string> = new Set<Asked>(['time', 'chance', 'environment', 'network', 'locale']);
const isAsked = (what: string): what is Asked => known.has(what);

/** Gives an engine the names that programs and packages find beside the language. It has to be done before they run. */
export function installGlobals(context: QuickJSContext, { log, asked }: GlobalsHooks): void {
  const made = new Map<string, QuickJSHandle>();
  const textOf = (handle: QuickJSHandle | undefined): string => (handle === undefined ? '' : context.getString(handle));
  const host = {
    log: context.newFunction('log', (line) => void log(textOf(line))),
    asked: context.newFunction('asked', (what) => {
      const asks = textOf(what);
      if (isAsked(asks)) asked(asks);
    }),
    parse: context.newFunction('parse', (url, base) => {
      const parts = parsedUrl(textOf(url), base === undefined ? undefined : textOf(base));
      return parts === undefined ? context.null : context.newString(parts);
    }),
    edit: context.newFunction('edit', (url, part, value) =>
      context.newString(editedUrl(textOf(url), textOf(part), textOf(value))),
    ),
  };
  const piece = context.newFunction('piece', (handle) => {
    const name = textOf(handle);
    const code = pieceCode(name);
    const before = made.get(code.name);
    if (before === undefined) {
      const make = context.unwrapResult(context.evalCode(code.text, '<globals>'));
      made.set(code.name, context.unwrapResult(context.callFunction(make, context.undefined, host.parse, host.edit)));
      make.dispose();
    }
    const all = made.get(code.name);
    return all === undefined ? context.undefined : context.getProp(all, name);
  });
  const install = context.unwrapResult(context.evalCode(alwaysCode, '<globals>'));
  context.unwrapResult(context.callFunction(install, context.undefined, host.log, host.asked, piece)).dispose();
  install.dispose();
}
