import { resolve } from 'node:path';
import type { DeclaredProject } from '../model.ts';
import { evaluate } from './evaluate.ts';
import type { LoadOptions } from './load-options.ts';
import { openStackFolder } from './stack-folder.ts';

/** The projects of a program, as it declares them: nothing is checked. None where it cannot be evaluated. */
export async function declaredProjects(options: LoadOptions): Promise<readonly DeclaredProject[]> {
  const folder = openStackFolder(resolve(options.stackFile));
  if ('code' in folder) return [];
  const { declared } = await evaluate(folder, options);
  return declared === undefined ? [] : withAllBelow(declared.root);
}

const withAllBelow = (project: DeclaredProject): readonly DeclaredProject[] => [
  project,
  ...project.projects.flatMap(withAllBelow),
];
