import { fail } from '../diagnostics/failure.ts';
import { type OutputPlace, writeOutputFile } from '../files/output-file.ts';

/** Writes a ledger or a lock, which was read and looked at before. Fails (PB516) where it cannot be written. */
export function replaceFile(place: OutputPlace, text: string): void {
  const fault = writeOutputFile({ ...place, mayReplace: () => true }, text);
  if (fault === undefined) return;
  throw fail('PB516', `\`${place.path}\` cannot be written: ${fault.why}.`, { hint: fault.hint });
}
