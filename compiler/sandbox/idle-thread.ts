import type { ProgramModule } from './program-module.ts';
import { type SandboxLimits, usualMegabytes } from './protocol.ts';
import { openThread, type Thread } from './thread.ts';

/** A thread, and the modules that it has by now. */
export interface FedThread {
  readonly thread: Thread;
  readonly megabytes: number;
  readonly has: Map<string, ProgramModule>;
}

let idle: FedThread | undefined;

const open = ({ megabytes }: SandboxLimits): FedThread => ({
  thread: openThread({ megabytes }),
  megabytes,
  has: new Map(),
});

/**
 * Starts a thread for the usual program before anything is known of one: to start takes it longer than it takes to read
 * in the command line, and neither needs anything of the other.
 */
export function startThreadAhead(): void {
  idle ??= open({ megabytes: usualMegabytes });
}

/** A thread that nobody else has: one that was started ahead or left behind, where its limits are the same. */
export function takeThread(limits: SandboxLimits): FedThread {
  const waiting = idle;
  if (waiting?.megabytes !== limits.megabytes || waiting.thread.isClosed()) return open(limits);
  idle = undefined;
  return waiting;
}

/** Leaves a thread that has nothing to do to the next program, which gets an engine and a memory of its own. */
export function leaveThread(left: FedThread): void {
  if (left.thread.isClosed()) return;
  // The next program is likely to be run as this one was.
  idle?.thread.close();
  idle = left;
}
