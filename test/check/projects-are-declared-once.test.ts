import { describe, expect, it } from 'vitest';
import { projectsAreDeclaredOnce } from '../../compiler/check/rules/projects-are-declared-once.ts';
import { declaredProject, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

describe('projects are declared once', () => {
  it('accepts projects with different ids', () => {
    const stack = declaredStack([declaredProject('Payments'), declaredProject('Storefront')]);
    expect(runRule(projectsAreDeclaredOnce, stack)).toEqual([]);
  });

  it('shows both places where an id is declared twice', () => {
    const first = declaredProject('Payments');
    const second = declaredProject('Payments');
    expect(
      runRule(projectsAreDeclaredOnce, declaredStack([first, declaredProject('Other', { projects: [second] })])),
    ).toEqual([
      {
        code: 'PB302',
        message: 'Project `Payments` is declared twice.',
        place: { call: second.call },
        label: 'declared again here',
        related: [{ place: { call: first.call }, label: 'first declared here' }],
        hint: 'Declare the project once and put the connections of both into it.',
      },
    ]);
  });

  it('takes ids that differ in case for one, as TeamCity does', () => {
    const [finding] = runRule(
      projectsAreDeclaredOnce,
      declaredStack([declaredProject('Payments'), declaredProject('payments')]),
    );
    expect(finding?.notes).toEqual(['TeamCity takes `Payments` and `payments` for the same id.']);
  });

  it('leaves one declaration in two places to the rule about parents', () => {
    const project = declaredProject('Payments');
    expect(runRule(projectsAreDeclaredOnce, declaredStack([project, project]))).toEqual([]);
  });
});
