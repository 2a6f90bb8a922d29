import { describe, expect, it } from 'vitest';
import { projectsHaveOneParent } from '../../compiler/check/rules/projects-have-one-parent.ts';
import { declaredProject, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const messages = (...args: Parameters<typeof declaredStack>): readonly string[] =>
  runRule(projectsHaveOneParent, declaredStack(...args)).map(({ code, message }) => `${code} ${message}`);

describe('projects have one parent', () => {
  it('accepts a tree', () => {
    expect(messages([declaredProject('A', { projects: [declaredProject('B')] })])).toEqual([]);
  });

  it('reports a project that stands under two others, once', () => {
    const shared = declaredProject('Shared', { projects: [declaredProject('Below')] });
    expect(
      messages([declaredProject('A', { projects: [shared] }), declaredProject('B', { projects: [shared] })]),
    ).toEqual(['PB303 Project `Shared` stands under `A` and `B`.']);
  });

  it('accepts a parent that only the server knows, directly under the root', () => {
    expect(messages([declaredProject('A', { parent: 'Elsewhere' })])).toEqual([]);
  });

  it('reports a parent that differs from the project that holds it', () => {
    expect(messages([declaredProject('A', { projects: [declaredProject('B', { parent: 'C' })] })])).toEqual([
      'PB303 Project `B` stands under `A` and names `C`.',
    ]);
  });

  it('reports a parent that the stack itself declares, so that two cannot be each other’s parent', () => {
    expect(messages([declaredProject('A', { parent: 'B' }), declaredProject('B', { parent: 'A' })])).toEqual([
      'PB303 Project `A` names `B`, which this stack declares.',
      'PB303 Project `B` names `A`, which this stack declares.',
    ]);
  });
});
