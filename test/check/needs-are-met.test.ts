import { describe, expect, it } from 'vitest';
import { needsAreMet } from '../../compiler/check/rules/needs-are-met.ts';
import { declaredAws, declaredProject, declaredRegistry, declaredStack, need } from '../declared.ts';
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
});
