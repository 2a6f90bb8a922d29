import fc, { type Arbitrary } from 'fast-check';
import { expect, it } from 'vitest';
import { builtInKinds } from '../../../compiler/kinds/registry.ts';
import type { Change, ConnectionChange, Live, LiveFeature, Plan, PropertyChange } from '../../../compiler/model.ts';
import { withEffects } from '../../../compiler/plan/effects/effects.ts';
import { liveProject, liveState } from '../../live-state.ts';
import { naiveEffects } from './naive-effects.ts';

type Properties = LiveFeature['properties'];

/** Kinds with every rule of inheritance, in few enough forms that they meet. */
const properties = (): Arbitrary<Properties> =>
  fc.oneof(
    fc.constantFrom('x', 'y', '').map((namespace) => ({ providerType: 'teamcity-vault', namespace })),
    fc.constantFrom('true', 'false').map((allowed) => ({ providerType: 'AWS', awsAllowedInSubProjects: allowed })),
    fc.constantFrom('slackConnection', 'Docker').map((providerType) => ({ providerType })),
  );

/** No two of one Vault id in a project: TeamCity does not let them be. */
const apart = (all: readonly Properties[]): readonly Properties[] =>
  all.filter(
    (one, index) =>
      (one['namespace'] ?? '') === '' || all.findIndex((other) => other['namespace'] === one['namespace']) === index,
  );

interface Draft {
  readonly parent: number;
  /** Without a Vault id that another one of the project gets. */
  readonly after: readonly (Properties | 'unchanged' | 'deleted')[];
  readonly before: readonly Properties[];
  readonly made: readonly Properties[];
  readonly replaced: boolean;
  readonly isNew: boolean;
  readonly shift: number;
}

const draft = (): Arbitrary<Draft> =>
  fc.record({
    parent: fc.nat(),
    before: fc.array(properties(), { maxLength: 3 }),
    after: fc.array(fc.oneof(properties(), fc.constantFrom('unchanged' as const, 'deleted' as const)), {
      minLength: 3,
      maxLength: 3,
    }),
    made: fc.array(properties(), { maxLength: 2 }),
    replaced: fc.boolean(),
    isNew: fc.boolean(),
    shift: fc.nat(2),
  });

interface Case {
  readonly live: Live;
  readonly changes: readonly Change[];
}

const cases = (): Arbitrary<Case> =>
  fc.array(draft(), { minLength: 1, maxLength: 6 }).map((drafts) => {
    const ids = ['_Root', 'B', 'A', 'D', 'C', 'E'];
    const changes: Change[] = [];
    const isNew = drafts.map((one, index) => index > 0 && one.isNew);
    const parents = drafts.map(({ parent }, index) => (index === 0 ? undefined : parent % index));
    // Below a project that is created stand only such ones.
    for (const [index, parent] of parents.entries()) if (parent !== undefined && isNew[parent]) isNew[index] = true;
    const projects = drafts.flatMap(({ before, after, made, replaced, shift }, index) => {
      const id = ids[index] ?? '';
      const parent = ids[parents[index] ?? -1];
      if (isNew[index] && parent !== undefined) {
        changes.push({ target: 'project', action: 'create', id, name: id, parent });
      }
      const features = (isNew[index] ? [] : apart(before)).map((one, at): LiveFeature => {
        return { id: `PROJECT_EXT_${at + shift}`, type: 'OAuthProvider', properties: one, hidden: [] };
      });
      const wanted = features.map((feature, at): readonly [Properties, LiveFeature | undefined, boolean] => {
        const next = after[at] ?? 'unchanged';
        if (next === 'deleted') return [{}, feature, true];
        return [next === 'unchanged' ? feature.properties : next, feature, false];
      });
      const all = [...wanted, ...made.map((one) => [one, undefined, false] as const)];
      const left = apart(all.map(([one]) => one));
      for (const [at, [one, feature, isGone]] of all.entries()) {
        const key = `${feature?.id ?? `made${at}`}`;
        if (isGone || !left.includes(one)) {
          if (feature !== undefined) changes.push(change('delete', id, key, feature, {}));
        } else if (feature === undefined) {
          changes.push(change('create', id, key, feature, one));
        } else if (one !== feature.properties) {
          const isOther = one['providerType'] !== feature.properties['providerType'];
          changes.push(change(isOther || replaced ? 'replace' : 'update', id, key, feature, one));
        }
      }
      return isNew[index] ? [] : [liveProject(id, { parent, connections: features })];
    });
    return { live: liveState(projects), changes };
  });

function change(
  action: ConnectionChange['action'],
  project: string,
  key: string,
  live: LiveFeature | undefined,
  after: Properties,
): ConnectionChange {
  const before = action === 'update' ? (live?.properties ?? {}) : {};
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return {
    target: 'connection',
    action,
    reason: 'declared',
    address: `${project}/${key}`,
    project,
    key,
    kind: '',
    providerType: '',
    displayName: '',
    featureId: live?.id,
    properties: names.map(
      (name): PropertyChange => ({ property: name, featureProperty: name, after: after[name], sensitive: false }),
    ),
    unchanged: 0,
  };
}

function effectLines({ changes, audiences }: Pick<Plan, 'changes' | 'audiences'>): readonly string[] {
  return changes
    .flatMap((one) => {
      if (one.target === 'project') return [];
      return (one.effects ?? []).flatMap(({ effect, projects, from, to, lastOfKind }) => {
        const last = new Set(lastOfKind === undefined ? [] : audiences[lastOfKind]);
        return (audiences[projects] ?? []).map((id) => {
          const words = {
            gains: 'gains',
            edited: 'feels the edit',
            loses: last.has(id) ? 'loses its last' : 'loses',
            switches: to === one.address ? `switches from ${from}` : `switches to ${to}`,
          };
          return `${one.action} ${one.address}: ${id} ${words[effect]}`;
        });
      });
    })
    .sort();
}

it('effects are what comes of flattening both trees and comparing them project by project', () => {
  fc.assert(
    fc.property(cases(), ({ live, changes }) => {
      const declared = (project: string, id: string): string => `${project}/${id}`;
      const { changes: felt, audiences } = withEffects(changes, live, builtInKinds, declared);
      expect(effectLines({ changes: felt, audiences })).toEqual(naiveEffects(live, changes));
      expect(new Set(audiences.map(String)).size).toBe(audiences.length);
    }),
    { numRuns: 500 },
  );
});
