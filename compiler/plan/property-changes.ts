import { byAuthorOrder } from '../kinds/author-order.ts';
import { authorPath } from '../kinds/author-path.ts';
import { compareFeature } from '../kinds/difference.ts';
import type { Kind } from '../kinds/kind.ts';
import { isKept, isSecretReference, revisionOf } from '../kinds/secret-reference.ts';
import type { LedgerEntry, LiveFeature, PropertyChange, ResendReason, SecretReference } from '../model.ts';
import type { Match } from './match.ts';

/** Which secrets are sent again for another reason than their revision. `fingerprint` is the one on record. */
export type Resend = (
  address: string,
  featureProperty: string,
  fingerprint: string | undefined,
) => ResendReason | undefined;

/** The properties that a change touches, and how many stay as they are. */
export interface PropertyChanges {
  readonly changes: readonly PropertyChange[];
  readonly unchanged: number;
}

const inAuthorOrder = (changes: readonly PropertyChange[], kind: Kind | undefined): readonly PropertyChange[] => {
  if (changes.length < 2) return changes;
  const compare = byAuthorOrder(kind);
  return [...changes].sort((a, b) => compare(a.featureProperty, b.featureProperty));
};

/** Everything that a new connection starts with. */
export function initialProperties({ connection, kind }: Match): PropertyChanges {
  const changes = Object.entries(connection.properties).flatMap(([featureProperty, after]): PropertyChange[] =>
    isKept(after)
      ? []
      : [{ property: authorPath(kind, featureProperty), featureProperty, after, sensitive: isSecretReference(after) }],
  );
  return { changes: inAuthorOrder(changes, kind), unchanged: 0 };
}

/**
 * What differs between a declared connection and the live one. Values are compared; of a secret, only whether the
 * server has one, whether the revision that was last sent is still the declared one, and what `resend` knows of it.
 */
export function changedProperties(
  { connection, kind, entry }: Match,
  live: LiveFeature,
  resend?: Resend,
): PropertyChanges {
  const { changes, unchanged } = compareFeature(kind, connection.properties, live);
  const unknown = Object.entries(connection.properties).flatMap(([featureProperty, after]): PropertyChange[] =>
    typeof after !== 'string' && 'connection' in after
      ? [
          {
            property: authorPath(kind, featureProperty),
            featureProperty,
            before: live.properties[featureProperty],
            after,
            sensitive: false,
          },
        ]
      : [],
  );
  const kept = Object.entries(connection.properties).filter(([name, one]) => isKept(one) && live.hidden.includes(name));
  const secrets = Object.entries(connection.properties).flatMap(([featureProperty, after]) =>
    isSecretReference(after) ? [{ featureProperty, after }] : [],
  );
  const toSend = secrets.flatMap(({ featureProperty, after }): PropertyChange[] => {
    const isThere = live.hidden.includes(featureProperty);
    const change = { property: authorPath(kind, featureProperty), featureProperty, after, sensitive: true };
    if (!isThere || isRevised(entry, featureProperty, after)) {
      return [{ ...change, sentRevision: isThere ? entry?.revisions?.[featureProperty] : undefined }];
    }
    const why = resend?.(connection.address, featureProperty, entry?.fingerprints?.[featureProperty]);
    return why === undefined ? [] : [{ ...change, resend: why }];
  });
  return {
    changes: inAuthorOrder([...changes, ...unknown, ...toSend], kind),
    unchanged: unchanged + kept.length + secrets.length - toSend.length,
  };
}

/**
 * A connection that is about to be adopted has no record of what was sent: its secrets stay. A secret without a record
 * in one that has been owned for a while was kept, or not declared, so far: the author has just said where it is.
 */
const isRevised = (entry: LedgerEntry | undefined, featureProperty: string, secret: SecretReference): boolean =>
  entry !== undefined && entry.revisions?.[featureProperty] !== revisionOf(secret);

/**
 * What the ledger says of a connection once it is as declared. The fingerprint of a secret that is sent is made where
 * its value is known; until then there is none.
 */
export function ledgerEntry({ connection, live, entry }: Match, sent: readonly PropertyChange[]): LedgerEntry {
  const revisions = Object.entries(connection.properties).flatMap(([name, value]) =>
    isSecretReference(value) ? [[name, revisionOf(value)] as const] : [],
  );
  return {
    kind: connection.kind,
    id: live?.id,
    protect: connection.protect,
    revisions: revisions.length === 0 ? undefined : Object.fromEntries(revisions),
    fingerprints: keptFingerprints(
      entry,
      revisions.map(([name]) => name).filter((name) => !sent.some((one) => one.featureProperty === name)),
    ),
  };
}

/** The fingerprints that an entry has of these secrets, which stay as they are; undefined where it has none. */
export function keptFingerprints(
  entry: LedgerEntry | undefined,
  staying: readonly string[],
): LedgerEntry['fingerprints'] {
  const kept = Object.entries(entry?.fingerprints ?? {}).filter(([name]) => staying.includes(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
