import { type BoundedText, boundedText } from './bounded-text.ts';
import { type Engine, startEngine } from './engine.ts';
import { installGlobals } from './globals/install-globals.ts';
import type { Asked } from './protocol.ts';

/** An engine with all that it has before a program comes: the names beside the language, and a way to read texts out. */
export interface ReadyEngine extends Engine {
  readonly text: BoundedText;
  readonly noted: Noted;
}

/** What the host was told by the program. */
interface Noted {
  /** Lines that it wrote with `console`. */
  readonly output: string[];
  /** What it asked for last that it does not have. */
  asked?: Asked;
}

/** It takes a tenth of a second, mostly while the program is still looked for: the engine's own code is compiled by it. */
export async function readyEngine(megabytes: number): Promise<ReadyEngine> {
  const engine = await startEngine(megabytes);
  const noted: Noted = { output: [] };
  const text = boundedText(engine.context);
  installGlobals(engine.context, {
    log: (line) => noted.output.push(line),
    asked: (what) => {
      noted.asked = what;
    },
  });
  return { ...engine, text, noted };
}
