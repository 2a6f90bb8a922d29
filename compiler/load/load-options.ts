/** What is kept while a program is loaded again and again. */
interface LoadSession {
  /** A file in which the type checker keeps what it knows from one run to the next. */
  readonly buildInfo: string;
  /** Aborts what is being done for a program that is another one by now. */
  readonly signal: AbortSignal;
}

/** Which program is loaded, and how. */
export interface LoadOptions {
  /** Path of the program; a relative one starts at the working directory. */
  readonly stackFile: string;
  /** What `--input` gave. */
  readonly inputs: Readonly<Record<string, string>>;
  /**
   * The folder, without links, whose installed packages the program may read: its own, unless the program is a copy that
   * only has links to them.
   */
  readonly packagesOf?: string | undefined;
  /** A folder around that of the stack whose files the program may import, too; its own folder unless given. */
  readonly root?: string | undefined;
  /**
   * Called when this thread has nothing to do for a while, because the program is checked and run elsewhere. It may be
   * called again.
   */
  readonly meanwhile?: (() => void) | undefined;
  readonly session?: LoadSession | undefined;
  readonly limits?:
    | {
        /**
         * How long the program may take, from the reading of its first module by the engine on. Unless said otherwise 10
         * seconds and another one for each megabyte of code. Type-checking has a limit of its own.
         */
        readonly milliseconds?: number | undefined;
        /** How much memory the program may use, 256 MB unless said otherwise; 16 is the least. */
        readonly megabytes?: number | undefined;
      }
    | undefined;
}
