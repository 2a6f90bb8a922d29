import { describe, expect, it } from 'vitest';
import type { LiveFeature } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredRegistry } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { manifestOf } from './planned-lines.ts';

const adopting = manifestOf(declaredRegistry('registry', { adopt: 'E1' }));
const theirs = ledgerFeature('L', 'other', 'Payments', { registry: { kind: 'dockerRegistry', id: 'E1' } });
const connections = [liveRegistry('E1', 'Registry registry')];

const withLedger = (ledger: LiveFeature): ReturnType<typeof planChanges> =>
  planChanges(adopting, liveState([liveProject('Payments', { connections, ledgers: [ledger] })]));

describe('an adopt line that names another stack’s connection', () => {
  it('is refused with that stack’s name', () => {
    const { plan, diagnostics } = withLedger(theirs);
    expect(plan.changes).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'PB503', message: '`E1` in `Payments` belongs to stack `other`.', address: 'Payments/registry' },
    ]);
  });

  it.each([
    ['of a newer format', { format: '2' }, 'has format `2` (property `format`); this version reads `1`.'],
    ['damaged', { 'connection:registry': '{' }, 'is damaged at property `connection:registry`.'],
  ])('is refused with it where that stack’s ledger is %s', (_, properties, why) => {
    const { plan, diagnostics } = withLedger({ ...theirs, properties: { ...theirs.properties, ...properties } });
    expect(plan.changes).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: 'PB503',
        message: '`E1` in `Payments` may belong to stack `other`, whose ledger there (feature `L`) cannot be read.',
        notes: [`The ledger of stack \`other\` in project \`Payments\` (feature \`L\`) ${why}`],
        hint: 'Let stack `other` put its ledger in order first, or leave the connection to it.',
      },
    ]);
  });

  it('is refused with it where the connection stands in a project above', () => {
    const ledgers = [ledgerFeature('L', 'other', '_Root', { registry: { kind: 'dockerRegistry', id: 'E1' } })];
    const live = liveState([liveProject('_Root', { connections, ledgers }), liveProject('Payments')]);
    expect(planChanges(adopting, live).diagnostics).toEqual([
      {
        code: 'PB503',
        severity: 'error',
        title: 'connection to adopt does not fit',
        message: 'Project `Payments` has no connection `E1` for `Payments/registry` to adopt.',
        address: 'Payments/registry',
        notes: ['It stands in `_Root`, where it belongs to stack `other`.'],
        hint: 'A connection is adopted in the project that it stands in. What stands in `_Root` can be used below it as it is.',
      },
    ]);
  });

  it('takes over what only a copy of that stack’s ledger names', () => {
    const copy = ledgerFeature('L', 'other', 'Elsewhere', { registry: { kind: 'dockerRegistry', id: 'E1' } });
    const { plan, diagnostics } = withLedger(copy);
    expect(plan.changes).toMatchObject([{ action: 'adopt', featureId: 'E1' }]);
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning PB515']);
  });
});
