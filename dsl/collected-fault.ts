/** Something that keeps a program from meaning anything. The compiler makes a message of it. */
export interface Fault {
  readonly code: 'PB105' | 'PB110' | 'PB201' | 'PB202' | 'PB203';
  readonly message: string;
  readonly hint?: string;
  readonly label?: string;
  /** Where: see `Place` in the compiler. */
  readonly call?: unknown;
  readonly path?: readonly string[];
  readonly at?: 'name';
  /** A name that is not known, and those that are. */
  readonly unknown?: string;
  readonly known?: readonly string[];
}

/** Takes what is wrong; collecting goes on. */
export type Report = (fault: Fault) => void;
