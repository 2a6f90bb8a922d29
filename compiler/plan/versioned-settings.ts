/**
 * Which project's versioned settings a project follows.
 *
 * What stands in a feature of type `versionedSettings` is documented by TeamCity's Kotlin DSL: `enabled` is `true`,
 * `false` or, for "same settings as in the parent project", empty; with `twoWaySynchronization` set to `false`, settings
 * "can be modified only via the settings repository", by the REST API neither; `format` is `kotlin` or `xml`;
 * `credentialsStorageType` is `credentialsJSON` where secrets are kept outside of version control.
 *
 * Inferred: a missing `twoWaySynchronization` means both ways, as it is the default and older servers wrote none; a
 * missing `format` means XML, as in the files of repositories that hold XML; a missing `enabled` follows the parent.
 */
import type { LiveProject } from '../model.ts';

export interface VersionedSettings {
  /** The project whose settings say so: the project itself, or the nearest one above that says anything. */
  readonly owner: string;
  /** The VCS root that holds them. */
  readonly vcsRoot: string;
  /** The repository alone can change them: the server lets nobody edit them. */
  readonly isOneWay: boolean;
  readonly isKotlin: boolean;
  /** Secrets go into the repository, scrambled. */
  readonly holdsSecrets: boolean;
}

/** The versioned settings that a project follows; undefined where it follows none. */
export function versionedSettingsOf(
  project: LiveProject,
  projects: ReadonlyMap<string, LiveProject>,
): VersionedSettings | undefined {
  const seen = new Set<LiveProject>();
  for (
    let at: LiveProject | undefined = project;
    at !== undefined && !seen.has(at);
    at = projects.get(at.parent ?? '')
  ) {
    seen.add(at);
    const properties = at.versionedSettings?.properties ?? {};
    const enabled = properties['enabled'] ?? '';
    if (enabled === '') continue;
    if (enabled !== 'true') return undefined;
    return {
      owner: at.id,
      vcsRoot: properties['rootId'] ?? '',
      isOneWay: properties['twoWaySynchronization'] === 'false',
      isKotlin: properties['format'] === 'kotlin',
      holdsSecrets: properties['credentialsStorageType'] !== 'credentialsJSON',
    };
  }
  return undefined;
}
