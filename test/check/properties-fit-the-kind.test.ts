import { describe, expect, it } from 'vitest';
import { propertiesFitTheKind } from '../../compiler/check/rules/properties-fit-the-kind.ts';
import type { DeclaredConnection } from '../../compiler/model.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const findings = (more: Partial<DeclaredConnection>): ReturnType<typeof runRule> =>
  runRule(propertiesFitTheKind, declaredStack([declaredProject('P', { connections: [declaredRegistry('r', more)] })]));

const complete = { name: 'Registry', url: 'https://registry.example.com' };

describe('properties fit the kind', () => {
  it('accepts what the schema allows', () => {
    expect(findings({ properties: { ...complete, password: { secret: 'env', name: 'PASSWORD' } } })).toEqual([]);
  });

  it('suggests the near name of an unknown property', () => {
    const [finding] = findings({ properties: { ...complete, usrName: 'ci' } });
    expect(finding).toMatchObject({
      code: 'PB201',
      message: '`dockerRegistry` has no property `usrName`.',
      place: { path: ['usrName'], at: 'name' },
      notes: ['It has: `name`, `url`, `userName`, `password`, `adopt`, `formerly`, `protect`.'],
      hint: 'Did you mean `userName`?',
    });
  });

  it('points at the call where a property is missing', () => {
    const [finding] = findings({ properties: { url: complete.url } });
    expect(finding).toMatchObject({
      code: 'PB202',
      message: '`P/r` lacks `name`, which `dockerRegistry` must have.',
      place: { path: [] },
    });
  });

  it('never shows a secret that stands in the program', () => {
    const found = findings({ properties: { ...complete, password: 'hunter2' } });
    expect(found.map(({ code }) => code)).toEqual(['PB204']);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  it('suggests the near name of an unknown kind', () => {
    const [finding] = findings({ kind: 'dockerRegistri' });
    expect(finding).toMatchObject({ code: 'PB207', hint: 'Did you mean `dockerRegistry`?' });
  });
});
