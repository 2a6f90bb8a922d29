import { resolve } from 'node:path';
import type { DeclaredProject } from '../model.ts';
import { evaluate } from './evaluate.ts';
import type { LoadOptions } from './load-options.ts';
import { openProgram } from './open-program.ts';

/** The projects of a program, as it declares them: nothing is checked. None where it cannot be evaluated. */
export async function declaredProjects(options: LoadOptions): Promise<readonly DeclaredProject[]> {
  const opened = openProgram(resolve(options.stackFile), options);
  if ('code' in opened) return [];
  const { declared } = await evaluate(opened, await opened.read(), options);
  return declared === undefined ? [] : withAllBelow(declared.root);
}

const withAllBelow = (project: DeclaredProject): readonly DeclaredProject[] => [
  project,
  ...project.projects.flatMap(withAllBelow),
];
