import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { LiveFeature, LiveProject, Manifest } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

const settings = (properties: Readonly<Record<string, string>>): LiveFeature => ({
  id: 'V',
  type: 'versionedSettings',
  properties: { rootId: 'Settings', credentialsStorageType: 'credentialsJSON', ...properties },
  hidden: [],
});
const twoWay = { enabled: 'true', format: 'kotlin' };
const oneWay = { ...twoWay, twoWaySynchronization: 'false' };

const declaring = (...projects: readonly string[]): Manifest =>
  flatten(declaredStack(projects.map((id) => declaredProject(id, { connections: [declaredRegistry('registry')] }))));

/** What is said of a plan that makes a connection in each of these projects below a root with these settings. */
function findings(
  root: Readonly<Record<string, string>> | undefined,
  projects: readonly LiveProject[],
  manifest: Manifest = declaring(...projects.map(({ id }) => id)),
): readonly Diagnostic[] {
  const live = [liveProject('_Root', { versionedSettings: root && settings(root) }), ...projects];
  return planChanges(manifest, liveState(live)).diagnostics;
}
const codes = (...[root, projects, manifest]: Parameters<typeof findings>): readonly string[] =>
  findings(root, projects, manifest).map(({ code, severity }) => `${severity} ${code}`);

const payments = liveProject('Payments');

describe('a project whose settings come from their repository alone', () => {
  it('is not to be changed, and the owner of the settings is named', () => {
    expect(findings(oneWay, [payments])).toEqual([
      {
        code: 'PB514',
        severity: 'error',
        title: 'versioned settings own the project',
        message:
          'The settings of `Payments` come from version control alone (VCS root `Settings`, set in `_Root`), and the plan changes them.',
        notes: ['“Allow editing project settings via UI” is off in `_Root`: that goes for the REST API too.'],
        hint: 'Declare these connections in that repository instead, or let the settings be edited again (`_Root`, Versioned Settings). A subproject can be taken out by disabling synchronization in it.',
      },
    ]);
  });

  it('is named once with its like, and not once more as read-only', () => {
    const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((id) => liveProject(id, { readOnly: true }));
    const [finding, ...more] = findings(oneWay, many);
    expect(more).toEqual([]);
    expect(finding?.message).toContain('The settings of `A`, `B`, `C`, `D`, `E` and 2 more come from');
  });

  it('keeps new projects from being made in it', () => {
    const below = flatten(
      declaredStack([
        declaredProject('Payments', {
          projects: [declaredProject('New', { connections: [declaredRegistry('registry')] })],
        }),
      ]),
    );
    expect(codes(undefined, [liveProject('Payments', { versionedSettings: settings(oneWay) })], below)).toEqual([
      'error PB514',
    ]);
  });

  it('stops no plan that changes nothing in it', () => {
    const connections = [liveRegistry('E1', 'Registry registry')];
    const ledgers = [ledgerFeature('L', 'acme', 'Payments', { registry: { kind: 'dockerRegistry', id: 'E1' } })];
    expect(codes(oneWay, [liveProject('Payments', { connections, ledgers })])).toEqual([]);
  });
});

describe('a project that is kept in step with its repository', () => {
  it('can be changed, and it is said what becomes of the change', () => {
    expect(findings(twoWay, [payments])).toEqual([
      {
        code: 'PB519',
        severity: 'warning',
        title: 'change goes into versioned settings',
        message:
          'TeamCity will commit what the plan changes in `Payments` to version control (VCS root `Settings`, set in `_Root`).',
        notes: [
          'For settings in Kotlin it commits a patch: until somebody takes that over into the code, the next version of the code without it takes the change back.',
        ],
        hint: 'After `apply`, take the patch over into the code. Better, let only one of the two declare connections.',
      },
    ]);
    expect(findings({ enabled: 'true' }, [payments])[0]?.notes).toEqual([
      'Should somebody commit settings that are older than the change, it is taken back.',
    ]);
  });

  it('gets its secrets committed where they are not kept outside', () => {
    const withSecret = declaredRegistry('registry', {
      properties: { name: 'R', url: 'https://r.example.com', password: { secret: 'env', name: 'P' } },
    });
    const sending = flatten(declaredStack([declaredProject('Payments', { connections: [withSecret] })]));
    const note = (storage: string): readonly string[] | undefined =>
      findings({ enabled: 'true', credentialsStorageType: storage }, [payments], sending)[0]?.notes;
    expect(note('')?.[1]).toBe(
      'Secrets are not kept outside of version control there: TeamCity commits them scrambled, which hides little.',
    );
    expect(note('credentialsJSON')).toHaveLength(1);
  });
});

describe('versioned settings', () => {
  it('are those of the nearest project above that says anything', () => {
    const follows = liveProject('Payments', { versionedSettings: settings({ enabled: '' }) });
    const isOut = liveProject('Payments', { versionedSettings: settings({ enabled: 'false' }) });
    const ownWay = liveProject('Payments', { versionedSettings: settings(twoWay) });
    expect(codes(oneWay, [follows])).toEqual(['error PB514']);
    expect(codes(oneWay, [isOut])).toEqual([]);
    expect(codes(oneWay, [ownWay])).toEqual(['warning PB519']);
    expect(findings(oneWay, [ownWay])[0]?.message).toContain('set in `Payments`');
  });

  it('that are disabled in the root, or follow nothing, change nothing', () => {
    expect(codes({ ...oneWay, enabled: 'false' }, [payments])).toEqual([]);
    expect(codes({ ...oneWay, enabled: '' }, [payments])).toEqual([]);
    expect(codes(undefined, [payments])).toEqual([]);
  });

  it('leave a project read-only that the server marks so for another reason', () => {
    const marked = liveProject('Payments', { readOnly: true });
    expect(codes(undefined, [marked])).toEqual(['error PB504']);
    expect(codes(twoWay, [marked])).toEqual(['error PB504', 'warning PB519']);
  });

  it('stop nobody from making what stands in no project yet', () => {
    expect(codes(undefined, [], declaring('New'))).toEqual([]);
  });
});
