import { byAuthorOrder } from '../kinds/author-order.ts';
import { authorPath } from '../kinds/author-path.ts';
import type { Kind } from '../kinds/kind.ts';
import type { LedgerEntry, LiveFeature } from '../model.ts';

/**
 * Secrets of a connection that goes and whose values nobody else has: no apply has sent them from where they are kept, and
 * the server shows them to nobody. As the author of this kind writes their properties; undefined where there are none.
 */
export function lostSecrets(
  { hidden }: LiveFeature,
  kind: Kind | undefined,
  entry: LedgerEntry | undefined,
): readonly string[] | undefined {
  const lost = hidden.filter((name) => entry?.revisions?.[name] === undefined);
  return lost.length === 0 ? undefined : lost.sort(byAuthorOrder(kind)).map((name) => authorPath(kind, name));
}
