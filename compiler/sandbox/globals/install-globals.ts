import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QuickJSContext, QuickJSHandle } from 'quickjs-emscripten-core';
import { ownFolder } from '../../files/own-files.ts';
import type { Asked } from '../protocol.ts';
import { editedUrl, longestUrl, parsedUrl } from './url-host.ts';

/** What the host is told. */
export interface GlobalsHooks {
  /** A line that was written with `console`: there are at most 1,000, of at most 2,000 characters. */
  readonly log: (line: string) => void;
  /** Called when something is asked for, and not when an error says so. */
  readonly asked: (what: Asked) => void;
}

const known: ReadonlySet<string> = new Set<Asked>(['time', 'chance', 'environment', 'network', 'locale']);
const isAsked = (what: string): what is Asked => known.has(what);

const mostLines = 1000;
const longestLine = 2000;

/** Gives an engine the names that programs and packages find beside the language. It has to be done before they run. */
export function installGlobals(context: QuickJSContext, { log, asked }: GlobalsHooks): void {
  let lines = 0;
  /** A text from the engine; undefined where it is something else, or longer than it may be. */
  const textIn = (handle: QuickJSHandle | undefined, longest: number): string | undefined =>
    handle !== undefined &&
    context.typeof(handle) === 'string' &&
    context.getProp(handle, 'length').consume((length) => context.getNumber(length)) <= longest
      ? context.getString(handle)
      : undefined;
  const exported = (file: string, name: string): QuickJSHandle =>
    context
      .unwrapResult(context.evalCode(codeIn(file), '<globals>', { type: 'module' }))
      .consume((all) => context.getProp(all, name));
  const answers: Readonly<Record<string, (...given: readonly QuickJSHandle[]) => QuickJSHandle | undefined>> = {
    log: (handle) => {
      const line = textIn(handle, longestLine);
      if (line !== undefined && lines < mostLines) {
        lines += 1;
        // Halves of characters become three on their way.
        log(line.slice(0, longestLine));
      }
      return undefined;
    },
    asked: (handle) => {
      const what = textIn(handle, longestLine);
      if (what !== undefined && isAsked(what)) asked(what);
      return undefined;
    },
    piece: (handle) => exported(textIn(handle, longestLine) ?? '', 'make'),
    parseUrl: (url, base) => {
      const text = textIn(url, longestUrl);
      const baseText = base === undefined ? undefined : (textIn(base, longestUrl) ?? '');
      const parts = text === undefined ? undefined : parsedUrl(text, baseText);
      return parts === undefined ? context.null : context.newString(parts);
    },
    editUrl: (href, part, value) =>
      context.newString(
        editedUrl(textIn(href, longestUrl) ?? '""', textIn(part, longestLine) ?? '', textIn(value, longestUrl)),
      ),
  };
  const host = context.newObject();
  for (const [name, answer] of Object.entries(answers)) {
    context.newFunction(name, answer).consume((handle) => context.setProp(host, name, handle));
  }
  const install = exported('always', 'install');
  context.unwrapResult(context.callFunction(install, context.undefined, host)).dispose();
  for (const handle of [install, host]) handle.dispose();
}

const files: ReadonlySet<string> = new Set([
  ...['always', 'base64', 'clones', 'console', 'date-texts', 'elsewhere', 'languages', 'texts', 'urls'],
]);
const read = new Map<string, string>();

/** Code that runs in the engine, as it was built. */
function codeIn(file: string): string {
  if (!files.has(file)) throw new Error(`There is no \`${file}\`.`);
  const code = read.get(file) ?? readFileSync(join(ownFolder, 'dist', 'engine', 'globals', `${file}.js`), 'utf8');
  read.set(file, code);
  return code;
}
