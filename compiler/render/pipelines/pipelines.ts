import { githubWorkflow } from './github-workflow.ts';
import { gitlabPipeline } from './gitlab-pipeline.ts';
import type { PipelineFile, PipelinePlace, PipelineSystem } from './pipeline.ts';
import { teamcitySettings } from './teamcity-settings.ts';

/** The pipeline of each system: check and plan without secrets, apply of the plan that was looked at, drift at night. */
export const pipelines: Readonly<Record<PipelineSystem, (place: PipelinePlace) => PipelineFile>> = {
  github: githubWorkflow,
  gitlab: gitlabPipeline,
  teamcity: teamcitySettings,
};
