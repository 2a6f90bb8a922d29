import { type Entry, entryName, entryScript } from '../entry.ts';
import type { Engine } from './engine.ts';
import type { OpenModules } from './program-modules.ts';
import type { Linked } from './protocol.ts';

/** The script that runs a linked program. */
export const runLinked: string = `import '${entryName}';`;

/**
 * Has the engine read all modules of a program, without running any: those that it has not read before. Undefined where
 * the program has to be left to the bundler.
 */
export function linkProgram(engine: Engine, modules: OpenModules, entry: Entry): Linked | undefined {
  const { context } = engine;
  const providing = modules.provide(engine);
  const linking = context.evalCode(entryScript(modules.folder.stackFile, entry), entryName, {
    type: 'module',
    compileOnly: true,
  });
  providing.end();
  return linking.error === undefined ? modules.linked() : undefined;
}
