import { Failure } from '../diagnostics/failure.ts';
import { redact } from '../secrets/redact.ts';

/** What the server said, without any secret that it may have quoted. */
export function reasonOf(error: unknown, secrets: readonly string[]): string {
  const text =
    error instanceof Failure
      ? error.diagnostics.flatMap(({ message, notes }) => [message, ...(notes ?? [])]).join(' ')
      : error instanceof Error
        ? error.message
        : 'unknown reason';
  return redact(text, secrets);
}
