import { type Style, styleFor } from '../render/style.ts';
import type { Output, Shell } from './shell.ts';

/** The flag decides, then `NO_COLOR`, then `FORCE_COLOR`, then whether it is a terminal. */
export function styleOf({ environment }: Shell, output: Output, flag: boolean | undefined): Style {
  const { NO_COLOR, FORCE_COLOR } = environment;
  if (flag !== undefined) return styleFor(flag);
  if (NO_COLOR !== undefined && NO_COLOR !== '') return styleFor(false);
  if (FORCE_COLOR !== undefined) return styleFor(FORCE_COLOR !== '0' && FORCE_COLOR !== 'false');
  return styleFor(output.isTerminal);
}
