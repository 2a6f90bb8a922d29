/** A continuous-integration system that `init` knows. */
export type PipelineSystem = 'github' | 'gitlab' | 'teamcity';

/** What a pipeline is written for. */
export interface PipelinePlace {
  /** Folder of the stack, seen from the top of its repository; empty where it is the top. */
  readonly folder: string;
  /** Environment variables that secrets of the stack come from. */
  readonly secrets: readonly string[];
}

/** A file of a pipeline, seen from the top of the repository. */
export interface PipelineFile {
  readonly file: string;
  readonly text: string;
}

/** Name of the pipeline of a stack: several stacks in one repository have pipelines of their own. */
export const pipelineName = (folder: string): string =>
  folder === '' ? 'plugboard' : `plugboard-${folder.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-|-$/g, '')}`;

/** What says which packages are installed, and how: whoever changes one of these may change the packages. */
export const packageFiles: readonly string[] = ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc'];

/** The same as patterns for Git, wherever they lie. */
export const packagePathspecs: string = packageFiles.map((name) => `':(top,glob)**/${name}'`).join(' ');
