/** What one stack owns in one project. It lives on the server as a project feature and never holds a secret. */
export interface Ledger {
  /** Feature id of the ledger itself. */
  readonly featureId: string;
  readonly stack: string;
  readonly project: string;
  /** By key. */
  readonly entries: ReadonlyMap<string, LedgerEntry>;
}

/** What the ledger records of one connection that the stack owns, or is about to create. Never a secret. */
export interface LedgerEntry {
  readonly kind: string;
  /** Absent between the moment the intent was written and the moment the server's id was recorded. */
  readonly id?: string | undefined;
  /** Only of an intent: connections of the project that were there before, so that the new one can be told. */
  readonly before?: readonly string[] | undefined;
  /** Only of an intent: the name that the connection is created with. */
  readonly displayName?: string | undefined;
  readonly protect?: true | undefined;
  /** Feature property -> revision that was last sent. */
  readonly revisions?: Readonly<Record<string, number>> | undefined;
  /**
   * Feature property -> keyed fingerprint of the value that was last sent. Only where whoever applied had a key, and of
   * no use to anybody who has not.
   */
  readonly fingerprints?: Readonly<Record<string, string>> | undefined;
  /**
   * Feature property -> digest of the value that the connection was left with, secrets excepted: so that a change by
   * somebody else can be told from a change of the program. Absent of an intent.
   */
  readonly applied?: Readonly<Record<string, string>> | undefined;
  /** A change was begun and is not recorded as done: it may have come to any point. */
  readonly pending?: true | undefined;
}

/** Says that somebody is applying a stack, or is about to. */
export interface Lock {
  /** Feature id of the lock, in `project`. */
  readonly id: string;
  readonly project: string;
  readonly stack: string;
  /** Made up anew for each run, so that each knows its own. */
  readonly run: string;
  /** A person and a machine, or the page of a build. */
  readonly owner: string;
  /** When it was taken, by the owner's clock. ISO 8601. */
  readonly since: string;
  /** Tells the machine (and the container) apart in which the number `process` means something. */
  readonly machine: string;
  readonly process: number;
  /** Not yet while its owner looks whether somebody else wants it too. */
  readonly held: boolean;
}
