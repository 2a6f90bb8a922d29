import { describe, expect, it } from 'vitest';
import { displayNamesDiffer } from '../../compiler/check/rules/display-names-differ.ts';
import type { DeclaredConnection, DeclaredProject } from '../../compiler/model.ts';
import { declaredConnection, declaredProject, declaredStack } from '../declared.ts';
import { runRule } from './run-rule.ts';

const registry = (name: string, key = 'r'): DeclaredConnection =>
  declaredConnection(key, 'dockerRegistry', { name, url: 'https://registry.example.com' });
const github = (displayName: string, kind = 'githubConnection'): DeclaredConnection =>
  declaredConnection('gh', kind, { displayName });
const vault = (name: string, vaultId?: string): DeclaredConnection =>
  declaredConnection('v', 'hashiCorpVaultConnection', { name, vaultId });
const aws = (name: string, allowInSubProjects: boolean): DeclaredConnection =>
  declaredConnection('aws', 'awsConnection', {
    name,
    allowInSubProjects,
    credentialsType: { option: 'awsDefault' },
  });
const holding = (
  id: string,
  connections: readonly DeclaredConnection[],
  ...projects: DeclaredProject[]
): DeclaredProject => declaredProject(id, { connections, projects });

const pairs = (
  projects: readonly DeclaredProject[],
  connections: readonly DeclaredConnection[] = [],
): readonly string[] =>
  runRule(displayNamesDiffer, declaredStack(projects, { connections })).map(({ message }) => message);

describe('display names differ', () => {
  it('names both of a pair, and points at their names', () => {
    const [far, near] = [registry('Registry'), registry('Registry')];
    const stack = declaredStack([holding('Payments', [], holding('Payments_Api', [near]))], { connections: [far] });
    expect(runRule(displayNamesDiffer, stack)).toEqual([
      {
        code: 'PB309',
        message: '`Payments_Api/r` and `_Root/r` are both called `Registry`.',
        address: 'Payments_Api/r',
        place: { call: near.call, path: ['name'] },
        label: 'the same name as in `_Root`, above it',
        related: [{ place: { call: far.call, path: ['name'] }, label: '`_Root/r` has it, too' }],
        notes: ['Both can be chosen in `Payments_Api`, where TeamCity lists connections by their display names.'],
        hint: 'Give one of them a name that tells them apart.',
      },
    ]);
  });

  it('finds two in one project, and names the nearest of several above', () => {
    expect(pairs([holding('A', [registry('R'), registry('R', 's')])])).toEqual([
      '`A/s` and `A/r` are both called `R`.',
    ]);
    expect(pairs([holding('A', [registry('R')], holding('B', [registry('R')]))], [registry('R')])).toEqual([
      '`A/r` and `_Root/r` are both called `R`.',
      '`B/r` and `A/r` are both called `R`.',
    ]);
  });

  it('finds two of different kinds that are for the same use', () => {
    expect(pairs([holding('A', [github('GitHub', 'githubAppConnection')])], [github('GitHub')])).toEqual([
      '`A/gh` and `_Root/gh` are both called `GitHub`.',
    ]);
  });

  it('finds one below a project of the server, where only the root is known to be above', () => {
    expect(pairs([{ ...holding('A', [registry('R')]), parent: 'Elsewhere' }], [registry('R')])).toHaveLength(1);
  });

  it.each<[string, readonly DeclaredProject[], readonly DeclaredConnection[]]>([
    ['different names', [holding('A', [registry('R')])], [registry('S')]],
    ['equal names side by side', [holding('A', [registry('R')]), holding('B', [registry('R')])], []],
    [
      'equal names after each other',
      [holding('A', [], holding('B', [registry('R')])), holding('C', [registry('R')])],
      [],
    ],
    ['kinds that are never in one list', [holding('A', [github('Acme')])], [registry('Acme')]],
    ['one that is not passed down', [holding('A', [aws('AWS', true)])], [aws('AWS', false)]],
    ['one that takes the place of the other', [holding('A', [vault('Vault', 'v1')])], [vault('Vault', 'v1')]],
    ['names that are no text', [holding('A', [declaredConnection('x', 'dockerRegistry', {})])], [registry('R')]],
  ])('accepts %s', (_, projects, connections) => {
    expect(pairs(projects, connections)).toEqual([]);
  });

  it('finds two Vaults of one name that hide each other in no project', () => {
    expect(pairs([holding('A', [vault('Vault', 'v2')])], [vault('Vault', 'v1')])).toHaveLength(1);
  });

  it('tells one that was passed over from one that comes after it', () => {
    const withheld = [aws('AWS', false), registry('AWS')];
    expect(pairs([holding('A', [aws('AWS', true)]), holding('B', [registry('AWS')])], withheld)).toEqual([
      '`B/r` and `_Root/r` are both called `AWS`.',
    ]);
  });
});
