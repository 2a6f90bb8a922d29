/** Events that come together count as one: an editor that saves, or Git that changes branches, makes many. */
export interface Bursts {
  readonly note: (what: string) => void;
  /** What was noted since it was asked last, once it has been calm for a moment. */
  readonly next: () => Promise<Burst>;
  /** Whether something was noted that nobody has been told of. */
  readonly isOn: () => boolean;
}

export interface Burst {
  readonly whats: readonly string[];
  /** When it began, in milliseconds of `performance.now()`. */
  readonly began: number;
}

const calm = 30;
const longest = 1000;

export function bursts(): Bursts {
  let whats = new Set<string>();
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  let listen: ((burst: Burst) => void) | undefined;
  const tell = (): void => {
    timer = undefined;
    if (whats.size === 0 || listen === undefined) return;
    listen({ whats: [...whats], began });
    listen = undefined;
    whats = new Set();
  };
  const arm = (): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, Math.max(0, Math.min(calm, began + longest - performance.now())));
    // It is worth nothing by itself.
    timer.unref();
  };
  return {
    isOn: () => whats.size > 0,
    note: (what) => {
      if (whats.size === 0) began = performance.now();
      whats.add(what);
      arm();
    },
    next: () =>
      new Promise((resolve) => {
        listen = resolve;
        if (whats.size > 0 && timer === undefined) arm();
      }),
  };
}
