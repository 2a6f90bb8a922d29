import { describe, expect, it } from 'vitest';
import type { ConnectionChange, Plan, PropertyChange } from '../../compiler/model.ts';
import { planJson } from '../../compiler/render/plan-json.ts';
import { planText } from '../../compiler/render/plan-text.ts';
import { styleFor } from '../../compiler/render/style.ts';

const connection = (action: ConnectionChange['action'], more: Partial<ConnectionChange>): ConnectionChange => ({
  target: 'connection',
  action,
  reason: 'declared',
  address: 'Payments/registry',
  project: 'Payments',
  key: 'registry',
  kind: 'dockerRegistry',
  providerType: 'Docker',
  displayName: 'Registry',
  properties: [],
  unchanged: 0,
  ...more,
});

const password = { secret: 'env', name: 'PASSWORD' } as const;

const plan: Plan = {
  stack: 'acme',
  source: { kind: 'server', url: 'https://teamcity.example.com' },
  changes: [
    { target: 'project', action: 'create', id: 'Payments', name: 'Payments & more', parent: '_Root' },
    connection('create', {
      properties: [
        { property: 'name', featureProperty: 'displayName', after: 'Regi"stry\n', sensitive: false },
        { property: 'password', featureProperty: 'secure:userPass', after: password, sensitive: true },
      ],
    }),
    connection('update', {
      address: 'Payments/other',
      reason: 'differs',
      featureId: 'PROJECT_EXT_2',
      unchanged: 1,
      properties: [
        { property: 'name', featureProperty: 'displayName', before: 'Old', after: 'New', sensitive: false },
        { property: 'url', featureProperty: 'repositoryUrl', after: 'https://x', sensitive: false },
        { property: 'userName', featureProperty: 'userName', before: 'ci', sensitive: false },
        { property: 'password', featureProperty: 'secure:userPass', after: password, sensitive: true },
      ],
    }),
    connection('adopt', { address: 'Payments/taken', reason: 'adopt-line', featureId: 'PROJECT_EXT_3', unchanged: 4 }),
    connection('replace', {
      address: 'Payments/kind',
      reason: 'kind-changed',
      featureId: 'PROJECT_EXT_4',
      properties: [{ property: 'name', featureProperty: 'displayName', after: 'K', sensitive: false }],
    }),
    connection('delete', { address: 'Payments/gone', reason: 'not-declared', featureId: 'PROJECT_EXT_5' }),
    connection('forget', {
      address: 'Payments/lost',
      reason: 'deleted-on-server',
      displayName: '',
      featureId: 'PROJECT_EXT_6',
    }),
  ],
  unchanged: 7,
  unmanaged: [
    { project: '_Root', connections: 1 },
    { project: 'Payments', connections: 2 },
  ],
  audiences: [],
};

describe('a plan as text', () => {
  it('has Terraform’s outline, symbols and summary', () => {
    expect(planText(plan, styleFor(false))).toBe(
      `Dangerous: 1 connection destroyed, 1 connection replaced.
Stack "acme" against https://teamcity.example.com.

Actions are shown with these symbols:
  + create
  ~ update in-place
  - destroy
-/+ destroy and then create replacement
 <= import (take over what is there)
  . forget

Plugboard will perform the following actions:

  # Payments will be created
  + project "Payments" {
      + name   = "Payments & more"
      + parent = "_Root"
    }

  # Payments/registry will be created
  + dockerRegistry "Registry" {
      + id       = (known after apply)
      + name     = "Regi\\"stry\\n"
      + password = (sensitive value from env PASSWORD)
    }

  # Payments/other will be updated in-place
  ~ dockerRegistry "Registry" {
        id       = "PROJECT_EXT_2"
      ~ name     = "Old" -> "New"
      + url      = "https://x"
      - userName = "ci" -> null
      ~ password = (sensitive value from env PASSWORD)
        # (1 unchanged property hidden)
    }

  # Payments/taken will be imported
 <= dockerRegistry "Registry" {
        id = "PROJECT_EXT_3"
        # (4 unchanged properties hidden)
    }

  # Payments/kind must be replaced
  # (because its kind changed; whatever uses its id will stop working)
-/+ dockerRegistry "Registry" {
      ~ id   = "PROJECT_EXT_4" -> (known after apply)
      + name = "K"
    }

  # Payments/gone will be destroyed
  # (because it is no longer declared)
  - dockerRegistry "Registry" {
      - id = "PROJECT_EXT_5" -> null
    }

  # Payments/lost will be forgotten
  # (because it is gone from the server)
  . dockerRegistry {
        id = "PROJECT_EXT_6"
    }

Plan: 1 to import, 3 to add, 1 to change, 2 to destroy, 1 to forget.
3 unmanaged connections left alone, in _Root, Payments.
`,
    );
  });

  it('says why a secret is sent again', () => {
    const sending = (name: string, more: object): PropertyChange => ({
      property: name,
      featureProperty: `secure:${name}`,
      after: password,
      sensitive: true,
      ...more,
    });
    const properties = [
      sending('a', { sentRevision: 3 }),
      sending('b', { resend: 'value-differs' }),
      sending('c', { resend: 'rotation' }),
      sending('d', { after: { secret: 'vault', mount: 'kv', path: 'ci', key: 'pw', version: 4 }, sentRevision: 3 }),
    ];
    const changes = [connection('update', { reason: 'rotation', featureId: 'PROJECT_EXT_1', properties })];
    expect(planText({ ...plan, changes, unmanaged: [] }, styleFor(false))).toContain(`
  # Payments/registry will be updated in-place
  # (because somebody asks for it)
  ~ dockerRegistry "Registry" {
        id = "PROJECT_EXT_1"
      ~ a  = (sensitive value from env PASSWORD, revision 3 -> 1)
      ~ b  = (sensitive value from env PASSWORD, not the one that was sent last)
      ~ c  = (sensitive value from env PASSWORD, sent again)
      ~ d  = (sensitive value from vault kv/ci, key pw, version 4, revision 3 -> 4)
    }
`);
  });

  it('says so where nothing changes', () => {
    expect(planText({ ...plan, changes: [], unmanaged: [] }, styleFor(false))).toBe(
      'No changes. The server matches the declared connections.\n',
    );
  });
});

describe('a plan as JSON', () => {
  const document = JSON.parse(
    planJson({ plan, diagnostics: [] }, { manifestFingerprint: 'fingerprint', options: {} }, '1.2.3'),
  );

  it('has Terraform’s outline', () => {
    expect(document).toMatchObject({
      format_version: '1.0',
      plugboard_version: '1.2.3',
      stack: 'acme',
      errored: false,
    });
    expect(document.resource_changes[1]).toEqual({
      address: 'Payments/registry',
      mode: 'managed',
      type: 'dockerRegistry',
      name: 'registry',
      provider_name: 'teamcity',
      change: {
        actions: ['create'],
        before: null,
        after: { name: 'Regi"stry\n', password: null },
        after_unknown: { id: true },
        before_sensitive: false,
        after_sensitive: { password: true },
      },
      action_reason: 'declared',
    });
  });

  it('names a deletion in every change that deletes', () => {
    const actions = document.resource_changes.map(
      ({ address, change }: { address: string; change: { actions: string[] } }) =>
        `${address}: ${change.actions.join()}`,
    );
    expect(actions).toEqual([
      'Payments: create',
      'Payments/registry: create',
      'Payments/other: update',
      'Payments/taken: no-op',
      'Payments/kind: delete,create',
      'Payments/gone: delete',
      'Payments/lost: forget',
    ]);
  });
});

it('shows nothing that a terminal or an agent obeys, wherever it comes from', () => {
  const order = "\u001b[2J##teamcity[setParameter name='x']";
  const foreign: Plan = { ...plan, changes: [connection('forget', { kind: order, address: order, key: order })] };
  const products = [
    planText(foreign, styleFor(false)),
    planJson({ plan: foreign, diagnostics: [] }, { manifestFingerprint: 'fingerprint', options: {} }, '1.0.0'),
  ];
  for (const product of products) {
    expect(product).not.toContain('\u001b');
    expect(product).not.toContain('##teamcity[');
  }
});
