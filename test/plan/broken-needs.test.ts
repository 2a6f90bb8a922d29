import { describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { DeclaredNeed, DeclaredProject, LiveProject } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredConnection, declaredProject, declaredRegistry, declaredStack, need, useNeed } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

/** What is said of a project that stands below `Elsewhere`, which the stack does not declare. */
function said(
  needs: readonly DeclaredNeed[],
  elsewhere: Partial<LiveProject>,
  more: Partial<DeclaredProject> = {},
  payments: Partial<LiveProject> = {},
) {
  const project = declaredProject('Payments', { parent: 'Elsewhere', needs, ...more });
  const live = liveState([
    liveProject('Elsewhere', elsewhere),
    liveProject('Payments', { parent: 'Elsewhere', ...payments }),
  ]);
  return planChanges(flatten(declaredStack([project])), live).diagnostics.map(({ code, message, notes }) => [
    code,
    message,
    ...(notes ?? []),
  ]);
}

const hub = liveRegistry('PROJECT_EXT_1', 'Hub');

describe('needs of a project below one of the server’s', () => {
  it('are met by what reaches it from there', () => {
    expect(said([need('dockerRegistry'), useNeed('docker-login')], { connections: [hub] })).toEqual([]);
  });

  it('are broken where nothing does, whatever the stack declares', () => {
    expect(said([need('slackConnection')], { connections: [hub] })).toEqual([
      ['PB301', 'No `slackConnection` reaches project `Payments`.', '`Payments` gets: `Elsewhere/#PROJECT_EXT_1`.'],
    ]);
  });

  it('say what reaches it now, and what the plan does with that', () => {
    const ledger = ledgerFeature('L', 'acme', 'Payments', { own: { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' } });
    expect(said([need('dockerRegistry')], {}, {}, { connections: [hub], ledgers: [ledger] })).toEqual([
      [
        'PB301',
        'No `dockerRegistry` reaches project `Payments`.',
        'No connection reaches `Payments`.',
        '`Payments/own` reaches it now. This plan deletes it.',
      ],
    ]);
  });

  it('are met by what the plan makes', () => {
    expect(said([need('dockerRegistry')], {}, { connections: [declaredRegistry('own')] })).toEqual([]);
  });

  it('are broken by a connection that shadows what would meet them', () => {
    const vault = (key: string, url: string) =>
      declaredConnection(key, 'hashiCorpVaultConnection', {
        displayName: key,
        url,
        vaultId: 'main',
        authMethod: { option: 'approle', roleId: 'a', secretId: { secret: 'env', name: 'A' } },
      });
    const far = {
      id: 'V',
      type: 'OAuthProvider',
      properties: {
        providerType: 'teamcity-vault',
        displayName: 'far',
        url: 'https://far.example.com',
        namespace: 'main',
      },
      hidden: [],
    };
    const wanted = [need('hashiCorpVaultConnection', { url: 'https://far.example.com' })];
    expect(said(wanted, { connections: [far] })).toEqual([]);
    expect(said(wanted, { connections: [far] }, { connections: [vault('near', 'https://near.example.com')] })).toEqual([
      [
        'PB301',
        'No `hashiCorpVaultConnection` with `url` `https://far.example.com` reaches project `Payments`.',
        '`Payments` gets: `Payments/near`.',
        '`Elsewhere/#V` reaches it now. What this plan changes keeps it from that.',
      ],
    ]);
  });
});
