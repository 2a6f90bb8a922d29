import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { nearNames } from '../diagnostics/near-names.ts';
import { byAuthorOrder } from '../kinds/author-order.ts';
import { authorPath } from '../kinds/author-path.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
import { isKept, isSecretReference, revisionOf } from '../kinds/secret-reference.ts';
import { type Ownership, readOwnership } from '../ledger/ownership.ts';
import type {
  ConnectionChange,
  LedgerEntry,
  Live,
  LiveFeature,
  Manifest,
  ManifestConnection,
  PropertyChange,
} from '../model.ts';
import { editableSettings } from './editable-settings.ts';
import type { Planned } from './plan.ts';
import { keptFingerprints } from './property-changes.ts';
import { sightOf } from './sight.ts';

/**
 * A plan that sends the secrets of one connection again, or one of them, and does nothing else: whatever else the
 * program would change about the connection waits for the next apply. Without a change where that is not possible.
 */
export function planRotation(manifest: Manifest, live: Live, address: string, property: string | undefined): Planned {
  const found = rotation(manifest, live, address, property);
  const isRefused = 'code' in found;
  const projects = new Map(live.projects.map((project) => [project.id, project]));
  return {
    plan: {
      stack: manifest.stack,
      source: live.source,
      changes: isRefused ? [] : [found],
      unchanged: 0,
      unmanaged: [],
      audiences: [],
      ...(manifest.kinds === undefined ? {} : { kinds: manifest.kinds }),
    },
    diagnostics: isRefused ? [found] : editableSettings([found], projects),
  };
}

function rotation(
  manifest: Manifest,
  live: Live,
  address: string,
  property: string | undefined,
): ConnectionChange | Diagnostic {
  const ownership = readOwnership(live, manifest.stack);
  const connection = manifest.connections.find((one) => one.address === address);
  if (connection === undefined) return notDeclared(manifest, address, ownership);
  const owned = ownership.own.get(address);
  const feature = owned?.project.connections.find(({ id }) => id === owned.entry.id);
  if (owned === undefined || feature === undefined) return notOnServer(connection, ownership);
  const providerType = String(connection.properties['providerType'] ?? '');
  if (feature.properties['providerType'] !== providerType) {
    return refused(address, `\`${address}\` is not a \`${connection.kind}\` on the server yet.`, {
      hint: 'Run `plugboard apply` first: what replaces it gets its secrets anyway.',
    });
  }
  const kind = kindsFor(manifest.kinds).named(connection.kind);
  const secrets = chosenSecrets(connection, kind, owned.entry, feature, property);
  if ('code' in secrets) return secrets;
  const { project, key, displayName } = connection;
  return {
    target: 'connection',
    action: 'update',
    reason: 'rotation',
    address,
    project,
    key,
    kind: connection.kind,
    providerType,
    displayName,
    ...sightOf(feature),
    properties: secrets,
    unchanged: Object.keys(connection.properties).length - secrets.length,
    entry: rotated(owned.entry, secrets),
  };
}

function chosenSecrets(
  { address, properties }: ManifestConnection,
  kind: Kind | undefined,
  entry: LedgerEntry,
  { hidden }: LiveFeature,
  wanted: string | undefined,
): readonly PropertyChange[] | Diagnostic {
  const compare = byAuthorOrder(kind);
  const all = Object.entries(properties)
    .filter(([, value]) => isSecretReference(value) || isKept(value))
    .sort(([a], [b]) => compare(a, b));
  const nameOf = (featureProperty: string): string => authorPath(kind, featureProperty);
  const names = all.map(([name]) => nameOf(name));
  const chosen = all.filter(([name]) => wanted === undefined || wanted === name || wanted === nameOf(name));
  if (chosen.length === 0) {
    const [near] = nearNames(wanted ?? '', names);
    return wanted === undefined || names.length === 0
      ? refused(address, `\`${address}\` has no secret.`)
      : refused(address, `\`${address}\` has no secret \`${wanted}\`.`, {
          notes: [`It has: ${names.map((name) => `\`${name}\``).join(', ')}.`],
          ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
        });
  }
  const secrets = chosen.flatMap(([featureProperty, after]): PropertyChange[] => {
    if (!isSecretReference(after)) return [];
    const sent = hidden.includes(featureProperty) ? entry.revisions?.[featureProperty] : undefined;
    const why =
      sent === undefined || sent === revisionOf(after) ? { resend: 'rotation' as const } : { sentRevision: sent };
    return [{ property: nameOf(featureProperty), featureProperty, after, sensitive: true, ...why }];
  });
  if (secrets.length > 0) return secrets;
  const kept = chosen.map(([name]) => `\`${nameOf(name)}\``).join(', ');
  return refused(address, `${kept} of \`${address}\` is what the server has, and Plugboard does not know it.`, {
    hint: "Say where the value is in place of `secret.keep()`, for instance `secret.env('NAME')`, and run `plugboard apply`.",
  });
}

function rotated(entry: LedgerEntry, secrets: readonly PropertyChange[]): LedgerEntry {
  const revisions = secrets.flatMap(({ featureProperty, after }) =>
    after !== undefined && isSecretReference(after) ? [[featureProperty, revisionOf(after)] as const] : [],
  );
  const sent = new Set(revisions.map(([name]) => name));
  const staying = Object.keys(entry.fingerprints ?? {}).filter((name) => !sent.has(name));
  return {
    ...entry,
    revisions: { ...entry.revisions, ...Object.fromEntries(revisions) },
    fingerprints: keptFingerprints(entry, staying),
  };
}

const refused = (address: string, message: string, more: Pick<Diagnostic, 'notes' | 'hint'> = {}): Diagnostic =>
  diagnostic('PB614', message, { address, ...more });

function notDeclared({ stack, connections }: Manifest, address: string, { own }: Ownership): Diagnostic {
  const [near] = nearNames(
    address,
    connections.map((one) => one.address),
  );
  const isOwned = own.has(address);
  return refused(address, `Stack \`${stack}\` declares no connection \`${address}\`.`, {
    notes: isOwned ? ['It owns one on the server, which the next apply deletes.'] : [],
    ...(near === undefined || isOwned ? {} : { hint: `Did you mean \`${near}\`?` }),
  });
}

function notOnServer({ address, formerly }: ManifestConnection, { own }: Ownership): Diagnostic {
  const isRenamed = formerly !== undefined && own.has(formerly);
  const isGone = own.get(address)?.entry.id !== undefined;
  const what = isRenamed
    ? `is still \`${formerly}\` on the server`
    : isGone
      ? 'is gone from the server'
      : 'is not on the server yet, or nobody has adopted it';
  return refused(address, `\`${address}\` ${what}.`, { hint: 'Run `plugboard apply` first.' });
}
