import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { guarded } from '../../compiler/cli/guarded.ts';
import { exampleCommands } from '../../compiler/cli/read-example.ts';
import { run } from '../../compiler/cli/run.ts';
import type { Shell } from '../../compiler/cli/shell.ts';
import type { Code } from '../../compiler/diagnostics/catalogue.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What stands around a program: a server, a person, what somebody else does meanwhile. */
export interface World {
  readonly environment?: Shell['environment'] | undefined;
  readonly ask?: Shell['ask'];
  /** Comes before the command with this number, counted from 0. */
  readonly before?: ((command: number) => Promise<void> | void) | undefined;
  /** What differs from run to run, and what stands for it in commands and messages. */
  readonly replace?: readonly (readonly [string | RegExp, string])[] | undefined;
}

/** Makes the world of an example; the folder has a copy of its files. */
export type MakeWorld = (folder: string) => Promise<World> | World;

export const messagesFolder: string = fileURLToPath(new URL('../../fixtures/messages', import.meta.url));

/** Stands for the folder that an example runs in. */
const home = '/home/you/stack';

/** Runs the commands of a code's example in a copy of its folder, and gives what the last one prints. */
export async function runExample(code: Code, makeWorld: MakeWorld = () => ({})): Promise<string> {
  const original = `${messagesFolder}/${code}`;
  const folder = temporaryFolder();
  cpSync(original, folder, { recursive: true, filter: (path) => !path.startsWith(`${original}/message.txt`) });
  const { environment = {}, ask, before, replace = [] } = await makeWorld(folder);
  let printed = '';
  for (const [index, command] of exampleCommands(original).entries()) {
    await before?.(index);
    // A folder is looked up from where the process runs, which is not where the example does.
    const inFolder = command.replace('--data-dir ./', `--data-dir ${folder}/`);
    const { variables, argv } = words(replace.reduce(actual, inFolder));
    const texts: string[] = [];
    // A terminal would have a width, to which lines are broken: they stand in the catalogue unbroken.
    const output = { write: (text: string): unknown => texts.push(text), isTerminal: false };
    const all = { TEAMCITY_TOKEN: undefined, ...environment, ...variables };
    const shell = { environment: all, workingDirectory: folder, ask, wait: async (): Promise<void> => undefined };
    await run(argv, guarded({ ...shell, out: output, err: output }));
    printed = texts.join('');
  }
  const stable = replace.reduce((text, [what, by]) => text.replaceAll(what, by), printed);
  return stable.replaceAll(folder, home).replace(/(?<=Trying again in )[\d.]+(?= s )/g, '1');
}

/** A command with what is really meant by the names that stand for it. */
const actual = (command: string, [what, by]: readonly [string | RegExp, string]): string =>
  typeof what === 'string' ? command.replaceAll(by, what) : command;

/** A command line as a shell takes it apart: variables, the name of the program, and its arguments. */
function words(command: string): { readonly variables: Shell['environment']; readonly argv: readonly string[] } {
  const all = [...command.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
  const name = all.indexOf('plugboard');
  if (name < 0) throw new Error(`this is no command of Plugboard: ${command}`);
  const variables = all.slice(0, name).map((word) => {
    const [variable = '', ...value] = word.split('=');
    return [variable, value.join('=')] as const;
  });
  return { variables: Object.fromEntries(variables), argv: all.slice(name + 1) };
}
