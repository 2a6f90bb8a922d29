import type { Failure } from '../diagnostics/failure.ts';

/** What becomes of looking up one secret: its value, or a reason and an advice, with no secret in them. */
export type Found = { readonly value: string } | Missing;

export interface Missing {
  /** A sentence. */
  readonly why: string;
  /** What to do. */
  readonly hint: string;
}

/** What a failure says of a value that could not be looked up. */
export const missingBy = ({ diagnostics: [first] }: Failure): Missing => ({
  why: first?.message ?? '',
  hint: first?.hint ?? '',
});

/** Where and as whom the sources look values up. */
export interface SecretSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths of `secret.file` start, and where programs run. */
  readonly folder: string;
  /** Programs that `secret.command` may run, as the stack names them. */
  readonly allowedCommands?: readonly string[] | undefined;
  /** Told of every secret as soon as it is known, so that no output repeats it. */
  readonly learn?: ((value: string) => void) | undefined;
  /** Milliseconds that a program or Vault may take; a minute unless given. */
  readonly patience?: number | undefined;
  /** How to wait before Vault is asked again, in milliseconds; by the clock unless given. */
  readonly wait?: ((milliseconds: number) => Promise<void>) | undefined;
}

export const defaultPatience = 60_000;
