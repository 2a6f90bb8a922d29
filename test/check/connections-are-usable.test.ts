import { describe, expect, it } from 'vitest';
import { connectionsAreUsable } from '../../compiler/check/rules/connections-are-usable.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredAws, declaredConnection, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const google = (): DeclaredConnection => declaredConnection('google', 'googleConnection', { displayName: 'Google' });

describe('connections are usable', () => {
  it('finds one that TeamCity looks for in the root project only', () => {
    const lost = google();
    const stack = declaredStack([declaredProject('Payments', { connections: [lost] })]);
    expect(runRule(connectionsAreUsable, stack)).toMatchObject([
      {
        code: 'PB310',
        message: 'Nothing can use `Payments/google`: it stands in `Payments`.',
        place: { call: lost.call },
        notes: ['A `googleConnection` is for sign-in with Google, and that is the whole server’s.'],
      },
    ]);
  });

  it('accepts it in the root project, and elsewhere what builds of the project itself can use', () => {
    const github = declaredConnection('github', 'githubConnection', { displayName: 'GitHub.com' });
    const custom = declaredConnection('custom', 'custom', { providerType: 'a', displayName: 'A' });
    const connections = [declaredAws('own', { allowInSubProjects: false }), declaredRegistry('r'), github, custom];
    const stack = declaredStack([declaredProject('Payments', { connections })], { connections: [google()] });
    expect(runRule(connectionsAreUsable, stack)).toEqual([]);
  });
});
