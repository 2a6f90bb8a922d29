import { freemem, totalmem } from 'node:os';
import process from 'node:process';

/** How far the type checker may go. */
export interface CompilerLimits {
  readonly milliseconds: number;
  /** Resident memory, in bytes. */
  readonly memory: number;
  /** Whether it is so little because this machine has no more. */
  readonly isAllThereIs: boolean;
  /** What it may write, in bytes. */
  readonly output: number;
}

const megabyte = 2 ** 20;

/** A thousand projects are 4 MB of source, and take a second and 150 MB. */
const usual = { milliseconds: 10_000, memory: 768 * megabyte, output: megabyte };
const more = { millisecondsPerMegabyte: 2_000, memoryPerByte: 60 };
const longest = 120_000;

/** What a small stack takes: with less there is no point in beginning. */
const leastMemory = 128 * megabyte;
/** What is left to others, of that which is free. */
const shareOfOthers = 0.2;

/** The limits for a program whose files have so many bytes together. */
export function limitsFor(bytes: number): CompilerLimits {
  const wanted = usual.memory + more.memoryPerByte * bytes;
  const free = Math.max(leastMemory, Math.floor(freeMemory() * (1 - shareOfOthers)));
  return {
    milliseconds: Math.min(longest, usual.milliseconds + (more.millisecondsPerMegabyte * bytes) / megabyte),
    memory: Math.min(wanted, free),
    isAllThereIs: free < wanted,
    output: usual.output,
  };
}

/**
 * Where a container has less than the machine, that counts, save what we use ourselves: what the system says is used in
 * there includes files that it merely has not forgotten yet. Only Linux counts these as free, too.
 */
function freeMemory(): number {
  const bound = process.constrainedMemory();
  const inContainer = bound > 0 && bound < totalmem() ? bound - process.memoryUsage.rss() : Number.POSITIVE_INFINITY;
  return Math.min(process.platform === 'linux' ? freemem() : totalmem(), inContainer);
}
