import { describe, expect, it } from 'vitest';
import { effectiveConnections } from '../../compiler/flatten/effective.ts';
import type { ConnectionChange, Manifest, Plan } from '../../compiler/model.ts';
import { afterPlan } from '../../compiler/plan/after-plan.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

const change = (
  action: ConnectionChange['action'],
  project: string,
  key: string,
  more: Partial<ConnectionChange> = {},
): ConnectionChange => ({
  target: 'connection',
  action,
  reason: 'declared',
  address: `${project}/${key}`,
  project,
  key,
  kind: 'dockerRegistry',
  providerType: 'Docker',
  displayName: key,
  properties: [],
  unchanged: 0,
  ...more,
});

const planOf = (changes: Plan['changes']): Plan => ({
  stack: 'acme',
  source: { kind: 'data-directory', path: '/data' },
  changes,
  unchanged: 0,
  unmanaged: [],
  audiences: [],
});

function usedBy(manifest: Manifest, id: string): readonly string[] {
  const project = manifest.projects.find((one) => one.id === id);
  if (project === undefined) return ['no such project'];
  const { own, inherited } = effectiveConnections(manifest, project);
  return [...own, ...inherited];
}

describe('the server after a plan', () => {
  const ledger = ledgerFeature('PROJECT_EXT_9', 'acme', '_Root', {
    hub: { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' },
  });
  const live = liveState([
    liveProject('_Root', {
      connections: [liveRegistry('PROJECT_EXT_1', 'Hub'), liveRegistry('PROJECT_EXT_2', 'By hand')],
      ledgers: [ledger],
    }),
    liveProject('Payments', {
      connections: [liveRegistry('PROJECT_EXT_3', 'Old'), liveRegistry('PROJECT_EXT_4', 'Left')],
    }),
  ]);

  it('names what the stack owns by its address, and all else by its id', () => {
    expect(usedBy(afterPlan(live, planOf([])), 'Payments')).toEqual([
      'Payments/#PROJECT_EXT_3',
      'Payments/#PROJECT_EXT_4',
      '_Root/hub',
      '_Root/#PROJECT_EXT_2',
    ]);
  });

  it('has what is made, adopted and changed, and not what is destroyed', () => {
    const manifest = afterPlan(
      live,
      planOf([
        { target: 'project', action: 'create', id: 'Payments_Api', name: 'API', parent: 'Payments' },
        {
          target: 'project',
          action: 'update',
          id: 'Payments',
          name: 'Payments!',
          formerName: 'Payments',
          parent: '_Root',
        },
        change('create', 'Payments_Api', 'registry'),
        change('delete', 'Payments', 'old', { featureId: 'PROJECT_EXT_3' }),
        change('adopt', 'Payments', 'left', {
          featureId: 'PROJECT_EXT_4',
          properties: [
            { property: 'name', featureProperty: 'displayName', before: 'Left', after: 'Right', sensitive: false },
          ],
        }),
      ]),
    );
    expect(usedBy(manifest, 'Payments_Api')).toEqual([
      'Payments_Api/registry',
      'Payments/left',
      '_Root/hub',
      '_Root/#PROJECT_EXT_2',
    ]);
    expect(manifest.projects.map(({ id, name }) => `${id} ${name}`)).toEqual([
      '_Root _Root',
      'Payments Payments!',
      'Payments_Api API',
    ]);
    expect(manifest.connections.find(({ key }) => key === 'left')?.displayName).toBe('Right');
  });

  it('gives what is replaced its new kind', () => {
    const replaced = change('replace', '_Root', 'hub', {
      featureId: 'PROJECT_EXT_1',
      kind: 'slackConnection',
      providerType: 'slackConnection',
    });
    const { connections } = afterPlan(live, planOf([replaced]));
    expect(connections.filter(({ key }) => key === 'hub').map(({ kind }) => kind)).toEqual(['slackConnection']);
  });
});
