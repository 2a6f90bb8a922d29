import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fail } from '../../diagnostics/failure.ts';
import { visible } from '../../diagnostics/visible.ts';
import { isInside } from '../../files/stack-folder.ts';
import { firstStack } from '../../render/first-stack.ts';
import type { PipelineSystem } from '../../render/pipelines/pipeline.ts';
import { pipelines } from '../../render/pipelines/pipelines.ts';
import { isWritable } from '../../render/pipelines/quoted-for.ts';
import { checkout } from '../path-in-repository.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeNewFiles } from '../write-new-files.ts';

export interface InitCommandOptions {
  readonly output: string;
  readonly stackName: string;
  readonly ci?: PipelineSystem | undefined;
}

/** Files that a folder may have already, and that are as good as ours. */
const optional = ['tsconfig.json', '.gitignore'];

/** `plugboard init`: a first stack, ready to run, and with `--ci` a pipeline for one. What is there is never replaced. */
export async function initCommand(options: InitCommandOptions, shell: Shell): Promise<ExitCode> {
  const folder = resolve(shell.workingDirectory, options.output);
  const program = join(folder, 'plugboard.ts');
  const top = checkout(program) ?? folder;
  const files = new Map<string, string>();
  // A pipeline is for the stack that is there; only where there is none is it the first one.
  if (options.ci === undefined || !existsSync(program)) {
    for (const [name, text] of firstStack(options.stackName)) {
      const file = join(folder, name);
      if (!optional.includes(name) || !existsSync(file)) files.set(file, text);
    }
  }
  if (options.ci !== undefined) {
    const inside = relative(top, folder).replaceAll('\\', '/');
    if (!isWritable(inside)) {
      throw fail(
        'PB112',
        `No pipeline can be written for the folder \`${visible(inside)}\`: systems would obey its name.`,
        {
          hint: 'Give the folder a name without `${{` and without control characters.',
        },
      );
    }
    const { file, text } = pipelines[options.ci]({ folder: inside, secrets: await secretNames(program, shell) });
    files.set(join(top, file), text);
  }
  writeNewFiles(files, isInside(shell.workingDirectory, top) ? top : shell.workingDirectory);
  for (const file of files.keys()) shell.out.write(`created   ${visible(relative(shell.workingDirectory, file))}\n`);
  shell.out.write(nextSteps(folder, options));
  return 0;
}

/** The variables that secrets of the stack that is there come from: the pipeline gives exactly these to apply. */
async function secretNames(program: string, shell: Shell): Promise<readonly string[]> {
  if (!existsSync(program)) return [];
  const { compile } = await import('../../compile.ts');
  const compiled = await compile({ stackFile: program, inputs: {} });
  const names = (await compiled.secrets()).flatMap(({ secret }) => (secret.secret === 'env' ? [secret.name] : []));
  if (compiled.stack === undefined) {
    shell.err.write('The program that is there cannot be evaluated: add its secrets to the pipeline by hand.\n');
  }
  return [...new Set(names)].filter((name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name)).sort();
}

function nextSteps(folder: string, { ci, output }: InitCommandOptions): string {
  const install = existsSync(join(folder, 'package.json')) ? '' : '    npm install --save-dev plugboard\n';
  const at = output === '.' ? '' : ` --stack ${visible(join(output, 'plugboard.ts'))}`;
  const settings = ci === undefined ? '' : 'What the pipeline needs is said at its top.\n';
  return `${settings}Next:\n${install}    npx plugboard check${at}\n    npx plugboard plan${at}\n`;
}
