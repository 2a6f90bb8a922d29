import { visible } from '../diagnostics/visible.ts';
import type { ChangeResult } from '../model.ts';
import { resultLine } from '../render/outcome-text.ts';
import type { Style } from '../render/style.ts';
import type { Shell } from './shell.ts';

/** How an apply shows how far it is. */
export interface Progress {
  readonly result: (result: ChangeResult) => void;
  readonly pause: (reason: string, milliseconds: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

const barWidth = 24;
/** Back to the first column, and nothing left in the line. */
const clearLine = '\r\u001b[2K';

/**
 * A line for each change as it happens; on a terminal a bar below them as well. Where nobody watches (in CI, or with
 * stderr in a file) the lines are all.
 */
export function progress({ err, environment }: Shell, style: Style, total: number): Progress {
  const hasBar = err.isTerminal && !environment['CI'] && environment['TERM'] !== 'dumb' && total > 1;
  let settled = 0;
  let isShown = false;
  const clear = (): string => (isShown ? clearLine : '');
  const draw = (line: string): void => {
    err.write(`${clear()}${line}${hasBar ? bar(settled, total, style) : ''}`);
    isShown = hasBar;
  };
  return {
    result: (result) => {
      settled += 1;
      draw(`${resultLine(result, style)}\n`);
    },
    pause: (reason, milliseconds) =>
      draw(`${style.yellow('waiting')} ${(milliseconds / 1000).toFixed(1)} s: ${visible(reason)}\n`),
    end: () => {
      if (isShown) err.write(clearLine);
      isShown = false;
    },
  };
}

function bar(settled: number, total: number, style: Style): string {
  const filled = Math.round((barWidth * settled) / total);
  return `[${style.green('='.repeat(filled))}${' '.repeat(barWidth - filled)}] ${settled}/${total}`;
}
