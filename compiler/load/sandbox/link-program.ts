import { type Entry, entryName, entryScript } from '../entry.ts';
import { mayIgnore } from '../may-ignore.ts';
import { plainModules } from '../plain-modules.ts';
import { openStackFolder } from '../stack-folder.ts';
import { typeStripper } from '../strip-types.ts';
import type { Engine } from './engine.ts';
import type { Linked } from './protocol.ts';

/** The script that runs a linked program. */
export const runLinked: string = `import '${entryName}';`;

/**
 * Has the engine read all modules of a program, without running any. Undefined where the program has to be left to the
 * bundler.
 */
export async function linkProgram({ context }: Engine, stackFile: string, entry: Entry): Promise<Linked | undefined> {
  const folder = openStackFolder(stackFile);
  const strip = await typeStripper();
  if ('code' in folder || strip === undefined) return undefined;
  // Every text passes here anyway.
  const ignoring = new Map<string, string>();
  const modules = plainModules(folder, (file, text) => {
    if (mayIgnore(text) && folder.isOwn(file)) ignoring.set(folder.nameOf(file), text);
    return strip(file, text)?.code;
  });
  let characters = 0;
  context.runtime.setModuleLoader(
    (file) => {
      const code = modules.read(file);
      characters += code.length;
      return code;
    },
    (importer, path) => modules.resolve(importer, path),
  );
  const linking = context.evalCode(entryScript(folder.stackFile, entry), entryName, {
    type: 'module',
    compileOnly: true,
  });
  // What runs gets nothing more to read.
  context.runtime.removeModuleLoader();
  return linking.error === undefined ? { characters, ignoring } : undefined;
}
