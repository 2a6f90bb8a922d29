import { authorPath } from '../kinds/author-path.ts';
import { isSecretReference, revisionOf } from '../kinds/secret-reference.ts';
import { readOwnership } from '../ledger/ownership.ts';
import type { Live, Manifest, SecretReference } from '../model.ts';
import { matchConnections } from './match.ts';

/** A secret that the server has from this stack, and that nothing in the program asks to send again. */
export interface SentSecret {
  readonly address: string;
  readonly project: string;
  /** As the author writes it. */
  readonly property: string;
  readonly featureProperty: string;
  readonly secret: SecretReference;
  /** Of the value that was sent last; absent where whoever sent it had no key. */
  readonly fingerprint?: string | undefined;
}

/** All of them: whether their values are still the same is what a plan cannot know. */
export function sentSecrets(manifest: Manifest, live: Live): readonly SentSecret[] {
  const projects = new Map(live.projects.map((project) => [project.id, project]));
  const { matches } = matchConnections(manifest, projects, readOwnership(live, manifest.stack));
  return matches.flatMap(({ connection, kind, entry, live: feature, providerType }) => {
    if (entry === undefined || feature?.properties['providerType'] !== providerType) return [];
    const { address, project } = connection;
    return Object.entries(connection.properties).flatMap(([featureProperty, secret]): readonly SentSecret[] =>
      isSecretReference(secret) &&
      feature.hidden.includes(featureProperty) &&
      entry.revisions?.[featureProperty] === revisionOf(secret)
        ? [
            {
              address,
              project,
              property: authorPath(kind, featureProperty),
              featureProperty,
              secret,
              fingerprint: entry.fingerprints?.[featureProperty],
            },
          ]
        : [],
    );
  });
}
