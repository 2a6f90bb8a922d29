import type { Job, ModulesJob, SandboxLimits, Verdict } from './protocol.ts';
import { type ModulesRun, openThread } from './thread.ts';

/** A place where a program can be evaluated, once, without touching anything outside of it. */
export interface Sandbox {
  /** Puts a program together from its modules, without a bundler, and runs it; undefined where only a bundler can. */
  readonly evaluateModules: (job: ModulesJob) => Promise<ModulesRun | undefined>;
  readonly evaluate: (job: Job) => Promise<Verdict>;
  /** Gives it up, whatever it is doing. */
  readonly close: () => void;
}

/** Starts a sandbox, which takes some milliseconds, so that it is ready when there is something to evaluate. */
export function openSandbox(limits: SandboxLimits): Sandbox {
  const { evaluateModules, evaluate, close } = openThread({ ...limits, programs: 'one' });
  const once =
    <Work, Result>(run: (work: Work) => Promise<Result>): ((work: Work) => Promise<Result>) =>
    (work) =>
      run(work).finally(close);
  return { evaluateModules: once(evaluateModules), evaluate: once(evaluate), close };
}
