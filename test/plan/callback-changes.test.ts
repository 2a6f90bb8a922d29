import { describe, expect, it } from 'vitest';
import type { LiveSource } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { declaredConnection } from '../declared.ts';
import { liveProject, liveState } from '../live-state.ts';
import { manifestOf } from './planned-lines.ts';

const server: LiveSource = { kind: 'server', url: 'https://teamcity.example.com/' };

/** What is said when the server has one setting and the program another. */
function saidOf(live: string | undefined, declared: unknown, source: LiveSource = server): readonly unknown[] {
  const manifest = manifestOf(
    declaredConnection(
      'gitlab',
      'gitlabEEConnection',
      {
        displayName: 'GitLab',
        serverUrl: 'https://gitlab.example.com',
        applicationId: 'a',
        clientSecret: { secret: 'keep' },
        useUniqueRedirect: declared,
      },
      { adopt: 'PROJECT_EXT_1' },
    ),
  );
  const properties = {
    providerType: 'GitLabCEorEE',
    displayName: 'GitLab',
    gitLabUrl: 'https://gitlab.example.com',
    clientId: 'a',
    ...(live === undefined ? {} : { useUniqueRedirect: live }),
  };
  const feature = { id: 'PROJECT_EXT_1', type: 'OAuthProvider', properties, hidden: ['secure:clientSecret'] };
  const state = { ...liveState([liveProject('Payments', { connections: [feature] })]), source };
  return planChanges(manifest, state).diagnostics.map(({ code, message, notes }) => [code, message, ...(notes ?? [])]);
}

const [shared, own] = [
  '`https://teamcity.example.com/oauth/gitlab/accessToken.html`',
  'one with an id of its own, which TeamCity shows with the connection',
];

describe('a plan', () => {
  it('says which callback URL the other side has to learn', () => {
    expect(saidOf(undefined, true)).toEqual([
      [
        'PB520',
        '`useUniqueRedirect` of `Payments/gitlab` is `false` on the server: with `true`, the callback URL is another.',
        `Now it is ${shared}; then it is ${own}.`,
      ],
    ]);
    expect(saidOf('true', false)).toMatchObject([['PB520', {}, `Now it is ${own}; then it is ${shared}.`]]);
  });

  it.each([
    ['true', true],
    ['false', false],
    ['false', undefined],
    [undefined, false],
    [undefined, '%unique%'],
    ['%unique%', true],
  ])('says nothing where %s stays or becomes %s', (live, declared) => {
    expect(saidOf(live, declared)).toEqual([]);
  });

  it('names no server where it knows none', () => {
    const source: LiveSource = { kind: 'data-directory', path: '/data' };
    expect(JSON.stringify(saidOf(undefined, true, source))).toContain('`<URL of the server>/oauth/gitlab/');
    const copied: LiveSource = {
      kind: 'snapshot',
      path: 'live.json',
      of: server as Exclude<LiveSource, { kind: 'snapshot' }>,
    };
    expect(JSON.stringify(saidOf(undefined, true, copied))).toContain('`https://teamcity.example.com/oauth/gitlab/');
  });
});
