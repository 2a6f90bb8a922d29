/** One side of a comparison. */
export interface DiffSide {
  /** What the user calls it: `main`, `the working tree`. */
  readonly name: string;
  /** Absent for the working tree. */
  readonly commit?: string | undefined;
  /** The stack is not there: nothing is declared. */
  readonly isAbsent: boolean;
}

/** What is compared with what. */
export interface DiffSides {
  readonly from: DiffSide;
  readonly to: DiffSide;
}
