import { describe, expect, it } from 'vitest';
import type { ConnectionChange, Plan, Usage } from '../../compiler/model.ts';
import { planJson } from '../../compiler/render/plan-json.ts';
import { planText } from '../../compiler/render/plan-text.ts';
import { styleFor } from '../../compiler/render/style.ts';

const usage = (by: Usage['by'], id: string, name = id): Usage => ({ by, project: 'P', id, name, property: 'x' });

const planOf = (more: Partial<ConnectionChange>): Plan => ({
  stack: 'acme',
  source: { kind: 'server', url: 'https://teamcity.example.com' },
  changes: [
    {
      target: 'connection',
      action: 'delete',
      reason: 'not-declared',
      address: 'P/gone',
      project: 'P',
      key: 'gone',
      kind: 'dockerRegistry',
      providerType: 'Docker',
      displayName: 'Gone',
      featureId: 'E1',
      properties: [],
      unchanged: 0,
      ...more,
    },
  ],
  unchanged: 0,
  unmanaged: [],
  audiences: [],
});

const comments = (more: Partial<ConnectionChange>): readonly string[] =>
  planText(planOf(more), styleFor(false))
    .split('\n')
    .filter((line) => line.startsWith('  # ') && !line.includes('will be'));

describe('a connection that goes', () => {
  it('names who still uses it, the first few and the number of the rest', () => {
    const usedBy = [
      usage('build-configuration', 'A'),
      { ...usage('build-configuration', 'A'), property: 'y' },
      usage('build-configuration', 'B'),
      usage('template', 'T'),
      usage('vcs-root', 'V'),
      usage('project-feature', 'PROJECT_EXT_7', 'storage_settings'),
      usage('connection', 'PROJECT_EXT_8', 'AWS'),
      usage('connection', 'PROJECT_EXT_9', 'AWS'),
    ];
    expect(comments({ usedBy })).toEqual([
      '  # (because it is no longer declared)',
      '  # still used by build configurations A, B, template T, VCS root V, project feature storage_settings (PROJECT_EXT_7 of P) and 2 more',
    ]);
  });

  it('says that nothing uses it, or that nobody knows', () => {
    expect(comments({ usedBy: [] })[1]).toBe('  # nothing points at its id');
    expect(comments({ usedBy: 'unknown' })[1]).toBe('  # a snapshot does not say what points at its id');
    expect(comments({})).toHaveLength(1);
  });

  it('names the secrets that are lost with it', () => {
    expect(comments({ lostSecrets: ['clientSecret', 'secrets.other'] })[1]).toBe(
      '  # lost for good: clientSecret, secrets.other, which only the server knows',
    );
  });

  it('shows no control characters of names', () => {
    expect(comments({ usedBy: [usage('vcs-root', 'a\u001b[31m')] })[1]).not.toContain('\u001b');
  });

  it('says all of it as JSON', () => {
    const json = (more: Partial<ConnectionChange>): unknown =>
      JSON.parse(planJson({ plan: planOf(more), diagnostics: [] }, { manifestFingerprint: 'f', options: {} }, '1.0.0'))
        .resource_changes[0];
    const usedBy = [usage('vcs-root', 'V')];
    expect(json({ usedBy, lostSecrets: ['password'] })).toMatchObject({ used_by: usedBy, lost_secrets: ['password'] });
    expect(json({ usedBy: 'unknown' })).toMatchObject({ used_by: null });
    expect(json({})).not.toHaveProperty('used_by');
  });
});
