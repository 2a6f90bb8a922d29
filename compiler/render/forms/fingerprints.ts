import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { messageFile } from './message-text.ts';
import type { FormSettings } from './report.ts';

/**
 * An identity for each message that stays the same while the lines around it move: by what it says and where, not by
 * the line. Equal messages are told apart by their number.
 */
export function fingerprints(
  diagnostics: readonly Diagnostic[],
  settings: Pick<FormSettings, 'stackFile'>,
): ReadonlyMap<Diagnostic, string> {
  const seen = new Map<string, number>();
  return new Map(
    diagnostics.map((one) => {
      const what = [one.code, messageFile(one, settings), one.address ?? '', one.message].join('\n');
      const number = (seen.get(what) ?? 0) + 1;
      seen.set(what, number);
      return [one, createHash('sha256').update(`${what}\n${number}`).digest('hex').slice(0, 32)] as const;
    }),
  );
}
