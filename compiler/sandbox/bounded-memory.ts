interface WasmMemory {
  grow: (pages: number) => number;
}

// Node's own types have it in part only.
declare const WebAssembly: { readonly Memory: new (pages: { initial: number; maximum: number }) => WasmMemory };

/** Memory for a sandbox, and whether more was asked for than there is. */
export interface BoundedMemory {
  readonly memory: WasmMemory;
  readonly isExhausted: () => boolean;
  /** Whether it became larger than at the start. */
  readonly hasGrown: () => boolean;
}

const pagesPerMegabyte = 16;
// The WebAssembly module declares its memory with this much at the start.
const leastPages = 256;
// The module's allocator asks for what it needs with ever less to spare, and gives up at the third refusal.
const refusals = 3;

/**
 * A limit that a program cannot get around by catching the error: QuickJS throws one that can be caught when it gets no
 * memory, but here it is seen that it got none.
 */
export function boundedMemory(megabytes: number): BoundedMemory {
  const memory = new WebAssembly.Memory({
    initial: leastPages,
    maximum: Math.max(leastPages, Math.floor(megabytes * pagesPerMegabyte)),
  });
  const grow = memory.grow.bind(memory);
  let refused = 0;
  let exhausted = false;
  let grown = false;
  memory.grow = (pages) => {
    try {
      const before = grow(pages);
      refused = 0;
      grown = true;
      return before;
    } catch (error) {
      refused += 1;
      exhausted ||= refused >= refusals;
      throw error;
    }
  };
  return { memory, isExhausted: () => exhausted, hasGrown: () => grown };
}
