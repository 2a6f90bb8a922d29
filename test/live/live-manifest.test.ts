import { describe, expect, it } from 'vitest';
import { effectiveConnections } from '../../compiler/flatten/effective.ts';
import { liveManifest } from '../../compiler/live/live-manifest.ts';
import type { LiveFeature } from '../../compiler/model.ts';
import { liveProject, liveRegistry, liveState } from '../live-state.ts';

const feature = (id: string, properties: Readonly<Record<string, string>>): LiveFeature => ({
  id,
  type: 'OAuthProvider',
  properties,
  hidden: [],
});

const live = liveState([
  liveProject('_Root', {
    connections: [
      liveRegistry('PROJECT_EXT_1', 'Shared'),
      liveRegistry('PROJECT_EXT_2', 'Farther'),
      feature('awsConnection_1', { providerType: 'AWS', displayName: 'AWS', awsAllowedInSubProjects: 'false' }),
      feature('PROJECT_EXT_3', { providerType: 'JFrog_Artifactory', displayName: 'Unknown kind' }),
    ],
  }),
  liveProject('Payments', { connections: [liveRegistry('PROJECT_EXT_2', 'Nearer')] }),
]);

describe('the live state as a manifest', () => {
  const manifest = liveManifest(live);
  const [root, payments] = manifest.projects;
  if (root === undefined || payments === undefined) throw new Error('both projects are there');

  it('names connections by their ids, and kinds that nobody knows by their provider type', () => {
    expect(manifest.connections.map(({ address, kind }) => `${address}: ${kind}`)).toEqual([
      '_Root/PROJECT_EXT_1: dockerRegistry',
      '_Root/PROJECT_EXT_2: dockerRegistry',
      '_Root/awsConnection_1: awsConnection',
      '_Root/PROJECT_EXT_3: JFrog_Artifactory',
      'Payments/PROJECT_EXT_2: dockerRegistry',
    ]);
  });

  it('lets a nearer connection shadow a farther one with the same id, and withholds what is withheld', () => {
    expect(effectiveConnections(manifest, payments)).toEqual({
      own: ['Payments/PROJECT_EXT_2'],
      inherited: ['_Root/PROJECT_EXT_1', '_Root/PROJECT_EXT_3'],
      hidden: [
        { address: '_Root/PROJECT_EXT_2', because: 'shadowed', by: 'Payments/PROJECT_EXT_2' },
        { address: '_Root/awsConnection_1', because: 'withheld' },
      ],
    });
    expect(effectiveConnections(manifest, root).own).toHaveLength(4);
  });
});
