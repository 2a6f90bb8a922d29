import { expect, it } from 'vitest';
import { flatten } from '../../../compiler/flatten/flatten.ts';
import { movedSince } from '../../../compiler/plan/moved-since.ts';
import { planChanges } from '../../../compiler/plan/plan.ts';
import { manifestFingerprint, readSavedPlan } from '../../../compiler/plan/saved-plan.ts';
import { planJson } from '../../../compiler/render/plan-json.ts';
import { declaredRegistry, declaredStack } from '../../declared.ts';
import { liveProject, liveState } from '../../live-state.ts';

it('a project that somebody makes after the plan does not keep it from being applied', () => {
  const manifest = flatten(declaredStack([], { connections: [declaredRegistry('hub')] }));
  const shown = planChanges(manifest, liveState([liveProject('A')]));
  const now = planChanges(manifest, liveState([liveProject('A'), liveProject('B')]));
  expect([shown.plan.audiences, now.plan.audiences]).toEqual([[['_Root', 'A']], [['_Root', 'A', 'B']]]);
  const saved = readSavedPlan(
    planJson(shown, { manifestFingerprint: manifestFingerprint(manifest), options: {} }, '1.0.0'),
  );
  expect(movedSince(saved, manifest, now.plan)).toEqual([]);
});
