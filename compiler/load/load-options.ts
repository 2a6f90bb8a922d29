import type { SandboxLimits } from './sandbox/protocol.ts';
import type { Sandbox } from './sandbox/sandbox.ts';
import type { StackFolder } from './stack-folder.ts';
import type { TypeChecked } from './type-check.ts';

/** What is ready when a program is loaded again and again. Without it everything is started for one program. */
export interface Standby {
  readonly checkTypes: (folder: StackFolder) => Promise<TypeChecked>;
  readonly openSandbox: (limits: SandboxLimits) => Pick<Sandbox, 'evaluateModules'>;
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
  /**
   * Called when this thread has nothing to do for a while, because another one puts the program together and runs it. It
   * may be called again.
   */
  readonly meanwhile?: (() => void) | undefined;
  readonly standby?: Standby | undefined;
  readonly limits?:
    | {
        /**
         * How long the program may run. Unless said otherwise 10 seconds and another one for each megabyte of code, as
         * QuickJS has to read it. Type-checking does not count.
         */
        readonly milliseconds?: number | undefined;
        /** How much memory the program may use, 256 MB unless said otherwise; 16 is the least. */
        readonly megabytes?: number | undefined;
      }
    | undefined;
}
