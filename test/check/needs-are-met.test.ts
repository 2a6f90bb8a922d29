import { describe, expect, it } from 'vitest';
import { needsAreMet } from '../../compiler/check/rules/needs-are-met.ts';
import type { DeclaredNeed } from '../../compiler/model.ts';
import {
  declaredAws,
  declaredConnection,
  declaredProject,
  declaredRegistry,
  declaredStack,
  need,
  useNeed,
} from '../declared.ts';
import { runRule } from './run-rule.ts';

describe('needs are met', () => {
  it('accepts a connection of the project itself and one from above', () => {
    const below = declaredProject('Below', { needs: [need('dockerRegistry')] });
    const above = declaredProject('Above', { connections: [declaredRegistry('registry')], projects: [below] });
    expect(runRule(needsAreMet, declaredStack([above]))).toEqual([]);
  });

  it('says what reaches the project where the needed kind does not', () => {
    const registry = declaredRegistry('registry');
    const project = declaredProject('Payments', { needs: [need('slackConnection')], connections: [registry] });
    const stack = declaredStack([project], { connections: [declaredRegistry('shared')] });
    expect(runRule(needsAreMet, stack)).toEqual([
      {
        code: 'PB301',
        message: 'No `slackConnection` reaches project `Payments`.',
        place: { call: project.call, path: ['needs', '0'] },
        label: 'no `slackConnection` reaches project `Payments`',
        notes: ['`Payments` gets: `registry` (own), `shared` (from `_Root`).'],
        hint: 'Declare a `slackConnection` in `Payments` or in a project above it.',
      },
    ]);
  });

  it('compares the property values that are named', () => {
    const project = declaredProject('Payments', {
      needs: [need('dockerRegistry', { url: 'https://other.example.com' })],
      connections: [declaredRegistry('registry')],
    });
    expect(runRule(needsAreMet, declaredStack([project])).map(({ message }) => message)).toEqual([
      'No `dockerRegistry` with `url` `https://other.example.com` reaches project `Payments`.',
    ]);
  });

  it('says nothing of a project whose parents only the server knows', () => {
    const project = declaredProject('Payments', { parent: 'Elsewhere', needs: [need('slackConnection')] });
    expect(runRule(needsAreMet, declaredStack([project]))).toEqual([]);
  });

  it('does not count a connection that its project does not pass down', () => {
    const below = declaredProject('Below', { needs: [need('awsConnection')] });
    const above = declaredProject('Above', {
      needs: [need('awsConnection')],
      connections: [declaredAws('aws', { allowInSubProjects: false })],
      projects: [below],
    });
    expect(runRule(needsAreMet, declaredStack([above])).map(({ message }) => message)).toEqual([
      'No `awsConnection` reaches project `Below`.',
    ]);
  });

  it('counts what TeamCity Cloud has by itself, but knows none of its values', () => {
    const needs = [need('githubConnection'), need('githubConnection', { clientId: 'Iv1.1' })];
    const stack = declaredStack([declaredProject('Payments', { needs })]);
    expect(runRule(needsAreMet, stack)).toHaveLength(2);
    expect(runRule(needsAreMet, { ...stack, edition: 'cloud' }).map(({ message }) => message)).toEqual([
      'No `githubConnection` with `clientId` `Iv1.1` reaches project `Payments`.',
    ]);
  });

  it('does not count a connection of a sibling', () => {
    const sibling = declaredProject('Sibling', { connections: [declaredRegistry('registry')] });
    const project = declaredProject('Payments', { needs: [need('dockerRegistry')] });
    expect(runRule(needsAreMet, declaredStack([sibling, project]))).toHaveLength(1);
  });

  it('says nothing of what stands below such a project, either', () => {
    const below = declaredProject('Below', { needs: [need('slackConnection')] });
    const project = declaredProject('Payments', { parent: 'Elsewhere', projects: [below] });
    expect(runRule(needsAreMet, declaredStack([project]))).toEqual([]);
  });

  it('names what would do and is not passed down, or shadowed', () => {
    const vault = (key: string, url: string) =>
      declaredConnection(key, 'hashiCorpVaultConnection', { displayName: key, url, vaultId: 'main' });
    const project = declaredProject('Below', {
      needs: [need('hashiCorpVaultConnection', { url: 'https://far.example.com' }), need('awsConnection')],
      connections: [vault('near', 'https://near.example.com')],
    });
    const connections = [vault('far', 'https://far.example.com'), declaredAws('aws', { allowInSubProjects: false })];
    expect(runRule(needsAreMet, declaredStack([project], { connections })).map(({ notes }) => notes)).toEqual([
      ['`Below` gets: `near` (own).', '`_Root/far` would do, but it is shadowed by `Below/near`.'],
      ['`Below` gets: `near` (own).', '`_Root/aws` would do, but it is not passed down.'],
    ]);
  });

  it('counts what the server takes an absent value for, and the option that is chosen', () => {
    const hub = declaredRegistry('hub', { properties: { name: 'Hub' } });
    const needs = [
      need('dockerRegistry', { url: 'https://docker.io' }),
      need('awsConnection', { credentialsType: 'awsDefault' }),
      need('awsConnection', { credentialsType: 'iamRole' }),
    ];
    const project = declaredProject('Payments', { needs, connections: [hub, declaredAws('aws')] });
    expect(runRule(needsAreMet, declaredStack([project])).map(({ place }) => place?.path)).toEqual([['needs', '2']]);
  });

  it('leaves needs that name nothing known to another rule', () => {
    const project = declaredProject('Payments', { needs: [need('slackConection'), useNeed('issues')] });
    expect(runRule(needsAreMet, declaredStack([project]))).toEqual([]);
  });
});

describe('needs by use', () => {
  const github = declaredConnection('github', 'githubConnection', { displayName: 'GitHub', clientId: 'x' });
  const enterprise = declaredConnection('ghe', 'gheConnection', {
    displayName: 'GHE',
    serverUrl: 'https://git.example.com:8443/x',
  });
  const google = declaredConnection('google', 'googleConnection', { displayName: 'Google' });
  const unmet = (...needs: readonly DeclaredNeed[]) =>
    runRule(
      needsAreMet,
      declaredStack([declaredProject('Payments', { needs, connections: [github, enterprise, google] })]),
    );

  it('are met by any kind that TeamCity can use so', () => {
    expect(unmet(useNeed('issue-tracker'), useNeed('vcs-root'))).toEqual([]);
    expect(unmet(useNeed('notifications'))).toMatchObject([
      {
        message: 'No connection for `notifications` reaches project `Payments`.',
        hint: 'Declare a connection in `Payments` or in a project above it that can be used so: `slackConnection`.',
      },
    ]);
  });

  it('are met at the host that the kind or its address has, with and without the port', () => {
    expect(
      unmet(
        useNeed('issue-tracker', 'github.com'),
        useNeed('issue-tracker', 'GIT.example.com'),
        useNeed('issue-tracker', 'git.example.com:8443'),
      ),
    ).toEqual([]);
    expect(unmet(useNeed('issue-tracker', 'gitlab.com'), useNeed('vcs-root', 'git.example.com:443'))).toHaveLength(2);
  });

  it('are met only by the root where TeamCity uses nothing else', () => {
    expect(unmet(useNeed('authentication'))[0]?.hint).toContain('`googleConnection`');
    const root = { needs: [useNeed('authentication')], connections: [google] };
    expect(runRule(needsAreMet, declaredStack([], root))).toEqual([]);
  });

  it('are met by what TeamCity Cloud has by itself', () => {
    const stack = declaredStack([declaredProject('Payments', { needs: [useNeed('issue-tracker', 'github.com')] })]);
    expect(runRule(needsAreMet, stack)).toHaveLength(1);
    expect(runRule(needsAreMet, { ...stack, edition: 'cloud' })).toEqual([]);
  });
});
