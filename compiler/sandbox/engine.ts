import releaseSync from '@jitl/quickjs-wasmfile-release-sync';
import {
  DefaultIntrinsics,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
} from 'quickjs-emscripten-core';
import { boundedMemory } from './bounded-memory.ts';

/** QuickJS with bounded memory and time, for one program. */
export interface Engine {
  readonly context: QuickJSContext;
  /** From now on the program has so much time. */
  readonly startClock: (milliseconds: number) => void;
  readonly isLate: () => boolean;
  readonly isExhausted: () => boolean;
  readonly hasGrown: () => boolean;
}

// QuickJS must notice deep recursion before its host's stack is full: a byte of its own never costs more than about
// twenty of those.
const stackBytes = 768 * 1024;

/** Starts QuickJS. It has neither files, network nor environment; what tells the time is taken away from programs. */
export async function startEngine(megabytes: number): Promise<Engine> {
  // Its types describe the CommonJS form, where the variant is one step further in than in the form that is loaded.
  const variant = 'default' in releaseSync ? releaseSync.default : releaseSync;
  const { memory, isExhausted, hasGrown } = boundedMemory(megabytes);
  const module = await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory: memory }));
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(stackBytes);
  let deadline = Number.POSITIVE_INFINITY;
  let late = false;
  runtime.setInterruptHandler(() => {
    late ||= Date.now() > deadline;
    return late || isExhausted();
  });
  return {
    context: runtime.newContext({ intrinsics: DefaultIntrinsics }),
    startClock: (milliseconds) => {
      deadline = Date.now() + milliseconds;
    },
    isLate: () => late,
    isExhausted,
    hasGrown,
  };
}
