import { describe, expect, it } from 'vitest';
import { referencesReach } from '../../compiler/check/rules/references-reach.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredAws, declaredAwsRole, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const roleOver = ({ call }: DeclaredConnection): DeclaredConnection => declaredAwsRole('role', { call });

describe('references reach', () => {
  it('accepts a connection of the same project, of one above, and one that lives only on the server', () => {
    const base = declaredAws('base');
    const above = declaredAws('above');
    const inner = declaredProject('Inner', { connections: [base, roleOver(base)] });
    const other = declaredProject('Other', { connections: [roleOver(above)] });
    const third = declaredProject('Third', { connections: [declaredAwsRole('role', { existing: 'aws_1' })] });
    const stack = declaredStack([declaredProject('Outer', { connections: [above], projects: [inner, other] }), third]);
    expect(runRule(referencesReach, stack)).toEqual([]);
  });

  it('finds a connection that stands in no project', () => {
    const base = declaredAws('base');
    const role = roleOver(base);
    const stack = declaredStack([declaredProject('Payments', { connections: [role] })]);
    expect(runRule(referencesReach, stack)).toEqual([
      {
        code: 'PB305',
        message: '`credentialsType.awsConnection` of `Payments/role` refers to a connection that stands in no project.',
        address: 'Payments/role',
        place: { call: role.call, path: ['credentialsType', 'awsConnection'] },
        label: 'this connection is in no `connections`',
        related: [{ place: { call: base.call }, label: 'it is declared here' }],
        hint: 'Put it into the `connections` of a project, under a key, or refer to one that lives only on the server with `existing(...)`.',
      },
    ]);
  });

  it('finds a declaration that is used more than once', () => {
    const base = declaredAws('base');
    const role = roleOver(base);
    const stack = declaredStack([declaredProject('Payments', { connections: [base, role] })], { connections: [base] });
    expect(runRule(referencesReach, stack).map(({ code, message }) => `${code} ${message}`)).toEqual([
      'PB306 `credentialsType.awsConnection` of `Payments/role` refers to a declaration that is used more than once: `_Root/base` and `Payments/base`.',
    ]);
  });

  it('finds a connection of another kind', () => {
    const registry = declaredRegistry('registry');
    const stack = declaredStack([declaredProject('Payments', { connections: [registry, roleOver(registry)] })]);
    expect(runRule(referencesReach, stack).map(({ code, message }) => `${code} ${message}`)).toEqual([
      'PB203 `credentialsType.awsConnection` of `Payments/role` is a `dockerRegistry`, but must be a `awsConnection`.',
    ]);
  });

  it('finds a connection that is not above, and says so', () => {
    const base = declaredAws('base');
    const role = roleOver(base);
    const stack = declaredStack([
      declaredProject('Other', { connections: [base] }),
      declaredProject('Payments', { connections: [role] }),
    ]);
    expect(runRule(referencesReach, stack)).toEqual([
      {
        code: 'PB307',
        message:
          '`credentialsType.awsConnection` of `Payments/role` is `Other/base`, which does not reach project `Payments`.',
        address: 'Payments/role',
        place: { call: role.call, path: ['credentialsType', 'awsConnection'] },
        label: '`Other` is not above `Payments`',
        related: [{ place: { call: base.call }, label: '`Other/base` is declared here' }],
        notes: ['A connection reaches its own project and those below it.'],
        hint: 'Declare it in `Payments` or in a project above it.',
      },
    ]);
  });

  it('finds a connection that its project does not pass down, and says by what', () => {
    const base = declaredAws('base', { allowInSubProjects: false });
    const below = declaredProject('Payments', { connections: [roleOver(base)] });
    const stack = declaredStack([below], { connections: [base, roleOver(base)] });
    expect(runRule(referencesReach, stack).map(({ message, label, hint }) => [message, label, hint])).toEqual([
      [
        '`credentialsType.awsConnection` of `Payments/role` is `_Root/base`, which does not reach project `Payments`.',
        '`_Root` does not pass it down',
        'Set `allowInSubProjects` of `_Root/base` to `true`, or declare a connection in `Payments`.',
      ],
    ]);
  });

  it('says nothing where only the server knows the projects above', () => {
    const base = declaredAws('base');
    const stack = declaredStack([
      declaredProject('Other', { connections: [base] }),
      declaredProject('Payments', { parent: 'Elsewhere', connections: [roleOver(base)] }),
    ]);
    expect(runRule(referencesReach, stack)).toEqual([]);
  });
});
