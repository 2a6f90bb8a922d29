import { describe, expect, it } from 'vitest';
import type { Granted, ProjectPermission } from '../../compiler/live/permissions.ts';
import type { Change, ConnectionChange, Live, Plan } from '../../compiler/model.ts';
import { missingPermissions, neededPermissions } from '../../compiler/plan/missing-permissions.ts';

const live = (...ids: readonly string[]): Live => ({
  source: { kind: 'server', url: 'https://example.com' },
  projects: ids.map((id) => ({ id, name: id, archived: false, readOnly: false, connections: [], ledgers: [] })),
});
const plan = (...changes: readonly Change[]): Plan => ({
  stack: 'acme',
  source: { kind: 'server', url: 'https://example.com' },
  changes,
  unchanged: 0,
  unmanaged: [],
  audiences: [],
});
const connection = (project: string): ConnectionChange => ({
  target: 'connection',
  action: 'update',
  reason: 'differs',
  address: `${project}/hub`,
  project,
  key: 'hub',
  kind: 'dockerRegistry',
  providerType: 'Docker',
  displayName: 'Hub',
  properties: [],
  unchanged: 0,
});
const project = (action: 'create' | 'update', id: string, parent: string): Change => ({
  target: 'project',
  action,
  id,
  name: id,
  parent,
});

describe('what a plan needs', () => {
  it('is to edit what it changes and the place of the lock, and to create projects in those that are there', () => {
    const needed = neededPermissions(
      plan(
        project('create', 'New', 'Payments'),
        project('create', 'New_Api', 'New'),
        project('update', 'Platform', '_Root'),
        connection('New_Api'),
        connection('Storefront'),
      ),
      live('_Root', 'Payments', 'Platform', 'Storefront'),
      'Payments',
    );
    expect([...needed].map(([permission, projects]) => [permission, [...projects]])).toEqual([
      ['create_sub_project', ['Payments']],
      ['edit_project', ['Platform', 'Storefront', 'Payments']],
    ]);
  });
});

describe('what is missing', () => {
  const missing = (granted: Granted | undefined, ...projects: readonly string[]): readonly object[] => {
    const permission: ProjectPermission = 'edit_project';
    return missingPermissions(new Map([[permission, new Set(projects)]]), new Map([[permission, granted]]));
  };

  it('is named with each project', () => {
    expect(missing(new Set(['A', 'D']), 'A', 'B', 'C')).toEqual([
      {
        code: 'PB620',
        severity: 'error',
        title: 'permission to change is missing',
        message:
          'The access token may not change connections in `B`, `C`: it lacks the permission “Edit project” there.',
        notes: ['Nothing was written.'],
        hint: 'Give the token’s user a role with “Edit project” in these projects, or use another token.',
      },
    ]);
  });

  it('is counted where it is more than anybody reads', () => {
    const many = Array.from({ length: 30 }, (_, index) => `P${index}`);
    expect(missing(new Set(), ...many)).toMatchObject([{ message: expect.stringContaining('`P19` and 10 more: it') }]);
  });

  it.each<[string, Granted | undefined]>([
    ['is granted everywhere', 'everywhere'],
    ['is granted where it is needed', new Set(['A', 'B'])],
    ['is not told by the server', undefined],
  ])('is nothing where the permission %s', (_, granted) => {
    expect(missing(granted, 'A', 'B')).toEqual([]);
  });
});
