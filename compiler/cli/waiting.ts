import { setTimeout } from 'node:timers/promises';
import type { Shell } from './shell.ts';

/** How a command waits. Milliseconds. */
export const waiting =
  ({ wait }: Shell): ((milliseconds: number) => Promise<void>) =>
  (milliseconds) =>
    wait === undefined ? setTimeout(milliseconds) : wait(milliseconds);
