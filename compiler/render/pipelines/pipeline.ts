/** A continuous-integration system that `init` knows. */
export type PipelineSystem = 'github' | 'gitlab' | 'teamcity';

/** What a pipeline is written for. */
export interface PipelinePlace {
  /** Folder of the stack, seen from the top of its repository; empty where it is the top. */
  readonly folder: string;
}

/** A file of a pipeline, seen from the top of the repository. */
export interface PipelineFile {
  readonly file: string;
  readonly text: string;
}
