import { leaveThread, takeThread } from './idle-thread.ts';
import type { Job, ModulesJob, SandboxLimits, Verdict } from './protocol.ts';
import type { ModulesRun } from './thread.ts';

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
  const thread = takeThread(limits);
  let isOver = false;
  const end = (isHarmless: boolean): void => {
    if (isOver) return;
    isOver = true;
    if (isHarmless && !thread.isClosed()) leaveThread(thread, limits);
    else thread.close();
  };
  let isBusy = false;
  const once =
    <Work, Result>(
      run: (work: Work) => Promise<Result>,
      verdictOf: (result: Result) => Verdict | undefined,
    ): ((work: Work) => Promise<Result>) =>
    async (work) => {
      isBusy = true;
      try {
        const result = await run(work);
        end(isHarmless(verdictOf(result)));
        return result;
      } finally {
        end(false);
      }
    };
  return {
    evaluateModules: once(thread.evaluateModules, (result) => result?.verdict),
    evaluate: once(thread.evaluate, (verdict) => verdict),
    close: () => end(!isBusy),
  };
}

/** Whether a thread is as good as new after a program. One that came to a limit may have left anything. */
const isHarmless = (verdict: Verdict | undefined): boolean =>
  verdict === undefined || ['finished', 'threw'].includes(verdict.ending.is);
