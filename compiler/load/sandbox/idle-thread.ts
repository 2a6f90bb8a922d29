import { type SandboxLimits, usualMegabytes } from './protocol.ts';
import { openThread, type Thread } from './thread.ts';

interface IdleThread extends SandboxLimits {
  readonly thread: Thread;
}

let idle: IdleThread | undefined;

/**
 * Starts a thread for the usual program before anything is known of one: to start takes it longer than it takes to read
 * in the command line, and neither needs anything of the other.
 */
export function startThreadAhead(): void {
  idle ??= { megabytes: usualMegabytes, thread: open({ megabytes: usualMegabytes }) };
}

/** A thread that nobody else has: one that was started ahead or left behind, where its limits are the same. */
export function takeThread(limits: SandboxLimits): Thread {
  const waiting = idle;
  if (waiting?.megabytes !== limits.megabytes || waiting.thread.isClosed()) return open(limits);
  idle = undefined;
  return waiting.thread;
}

/** Leaves a thread that has nothing to do to the next program, which gets an engine and a memory of its own. */
export function leaveThread(thread: Thread, { megabytes }: SandboxLimits): void {
  // The next program is likely to be run as this one was.
  idle?.thread.close();
  idle = { megabytes, thread };
}

const open = (limits: SandboxLimits): Thread => openThread({ ...limits, programs: 'one' });
