import { describe, expect, it } from 'vitest';
import { flatten } from '../../../compiler/flatten/flatten.ts';
import type { Declared, DeclaredConnection, DeclaredProject } from '../../../compiler/model.ts';
import { diffManifests } from '../../../compiler/plan/diff/diff-manifests.ts';
import { emptyManifest } from '../../../compiler/plan/diff/empty-manifest.ts';
import { diffText } from '../../../compiler/render/diff-text.ts';
import { styleFor } from '../../../compiler/render/style.ts';
import {
  declaredAws,
  declaredAwsRole,
  declaredConnection,
  declaredProject,
  declaredRegistry,
  declaredStack,
} from '../../declared.ts';

const source = { kind: 'revision', name: 'main', commit: '1a2b3c4d5e6f' } as const;
const sides = {
  from: { name: 'main', commit: source.commit, isAbsent: false },
  to: { name: 'the working tree', isAbsent: false },
};

/** The lines about changes and the summary, and the messages. */
function lines(from: Declared | undefined, to: Declared | undefined): readonly string[] {
  const manifests = [from, to].map((one) => one && flatten(one));
  const either = manifests.find((one) => one !== undefined);
  if (either === undefined) throw new Error('one side has the stack');
  const [before = emptyManifest(either), after = emptyManifest(either)] = manifests;
  const planned = diffManifests(before, after, source);
  const text = diffText(planned, sides, styleFor(false)).trimEnd().split('\n');
  const start = text.findIndex((line) => line.endsWith('the change means:'));
  return [
    ...text.slice(start === -1 ? 2 : start + 1).filter((line) => line !== ''),
    ...planned.diagnostics.map(({ code, message }) => `${code} ${message}`),
  ];
}

const payments = (...connections: readonly DeclaredConnection[]): Declared =>
  declaredStack([declaredProject('Payments', { connections })]);

const registry = (key: string, more: Readonly<Record<string, unknown>> = {}, options = {}): DeclaredConnection =>
  declaredConnection(key, 'dockerRegistry', { name: 'Hub', url: 'https://registry.example.com', ...more }, options);

const env = (name: string, revision?: number): object => ({
  secret: 'env',
  name,
  ...(revision === undefined ? {} : { revision }),
});
const keep = { secret: 'keep' };

const none = ['No changes. Both revisions declare the same connections.'];

describe('a change between two revisions', () => {
  it('is shown as a plan shows it, without what only a server knows', () => {
    const from = payments(registry('changed', { userName: 'ci' }), registry('gone'), registry('same'));
    const to = payments(
      registry('changed', { name: 'Docker Hub' }),
      registry('new', { password: env('TOKEN') }),
      registry('same'),
    );
    expect(lines(from, to)).toEqual([
      '  # Payments/changed will be updated in-place',
      '  ~ dockerRegistry "Docker Hub" {',
      '      ~ name     = "Hub" -> "Docker Hub"',
      '      - userName = "ci" -> null',
      '        # (1 unchanged property hidden)',
      '    }',
      '  # Payments/new will be created',
      '  + dockerRegistry "Hub" {',
      '      + name     = "Hub"',
      '      + url      = "https://registry.example.com"',
      '      + password = (sensitive value from env TOKEN)',
      '    }',
      '  # Payments/gone will be destroyed',
      '  # (because it is no longer declared)',
      '  - dockerRegistry "Hub"',
      'Plan: 1 to add, 1 to change, 1 to destroy.',
    ]);
  });

  it('is none where both declare the same', () => {
    const base = declaredAws('base', { allowInSubProjects: false });
    const stack = (): Declared =>
      payments(
        registry('a', { password: env('A', 3) }),
        registry('kept', { password: keep }, { adopt: 'PROJECT_EXT_4', protect: true }),
        base,
        declaredAwsRole('role', { call: base.call }),
        declaredAwsRole('other', { existing: 'aws_9' }),
        declaredConnection('own', 'custom', {
          providerType: 'X',
          properties: { a: '1' },
          secrets: { token: env('T') },
        }),
      );
    expect(lines(stack(), stack())).toEqual(none);
  });

  it('of a secret is a change of where it comes from, or of its revision', () => {
    const change = (before: object | undefined, after: object | undefined): string | undefined =>
      lines(
        payments(registry('a', before && { password: before })),
        payments(registry('a', after && { password: after })),
      ).find((line) => line.includes('password'));
    expect(change(env('OLD'), env('NEW'))).toBe('      ~ password = (sensitive value from env OLD -> env NEW)');
    expect(change(env('A'), env('A', 2))).toBe('      ~ password = (sensitive value from env A, revision 1 -> 2)');
    expect(change(env('A', 2), { secret: 'file', path: '/run/a' })).toBe(
      '      ~ password = (sensitive value from env A -> file /run/a)',
    );
    expect(change(keep, env('A'))).toBe('      ~ password = (sensitive value from the server -> env A)');
    expect(change(undefined, env('A'))).toBe('      ~ password = (sensitive value from env A)');
    expect(change(env('A'), undefined)).toBe('      - password = (sensitive value from env A) -> null');
    expect(change(env('A'), env('A', 1))).toBeUndefined();
  });

  it('of a key alone moves the connection', () => {
    expect(lines(payments(registry('old')), payments(registry('new', {}, { formerly: 'old' })))).toEqual([
      '  # Payments/new has moved',
      '  # (it was Payments/old before)',
      '  ~ dockerRegistry "Hub" {',
      '        # (2 unchanged properties hidden)',
      '    }',
      'Plan: 0 to add, 0 to change, 0 to destroy.',
    ]);
    // The id that both adopt says that they are one.
    const by = (key: string): Declared => payments(registry(key, {}, { adopt: 'PROJECT_EXT_4' }));
    expect(lines(by('old'), by('new'))).toContain('  # Payments/new will be imported');
  });

  it('that adopts says nothing of what only the server knows', () => {
    const adopting = payments(registry('a', { password: keep }, { adopt: 'PROJECT_EXT_4' }));
    expect(lines(declaredStack([]), adopting)).toEqual([
      '  # Payments/a will be imported',
      ' <= dockerRegistry "Hub" {',
      '        id = "PROJECT_EXT_4"',
      '    }',
      'Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.',
    ]);
    // The line has done its work, or is written down later: the connection is the same.
    expect(lines(adopting, payments(registry('a', { password: keep })))).toEqual(none);
    expect(lines(payments(registry('a', { password: keep })), adopting)).toEqual(none);
  });

  it('of a reference names what it refers to', () => {
    const stack = (to: number): Declared => {
      const bases = [declaredAws('first'), declaredAws('second', {})];
      const adopting = bases.map((one, index) => ({ ...one, adopt: index === 0 ? 'aws_1' : undefined }));
      return payments(...adopting, declaredAwsRole('role', { call: bases[to]?.call }));
    };
    expect(lines(stack(0), stack(1)).filter((line) => line.includes(' -> '))).toEqual([
      '      ~ credentialsType.awsConnection = "Payments/first" -> "Payments/second"',
    ]);
    expect(lines(stack(1), stack(0)).filter((line) => line.includes(' -> '))).toEqual([
      '      ~ credentialsType.awsConnection = "Payments/second" -> "Payments/first"',
    ]);
  });

  it('of a kind is a replacement, without being asked', () => {
    const npm = declaredConnection('a', 'npmRegistry', { name: 'Hub', url: 'https://npm.example.com' });
    expect(lines(payments(registry('a')), payments(npm)).slice(0, 4)).toEqual([
      '  # Payments/a must be replaced',
      '  # (because its kind changed; whatever uses its id will stop working)',
      '  # Payments loses its only dockerRegistry',
      '-/+ npmRegistry "Hub" {',
    ]);
  });

  it('is felt in projects that neither declares, as far as they are named', () => {
    const below = (connections: readonly DeclaredConnection[]): Declared =>
      declaredStack([declaredProject('Shop', { parent: 'Platform' })], { connections });
    expect(lines(below([]), below([registry('hub')]))).toContain('  # reaches 3 projects: _Root, Platform, Shop');
  });
});

describe('a stack that is new, or gone', () => {
  it('is one large change', () => {
    const stack = payments(registry('a', {}, { protect: true }));
    expect(lines(undefined, stack)).toEqual([
      '  # Payments will be created',
      '  # (unless the server has it already)',
      '  + project "Payments" {',
      '      + name   = "Payments"',
      '      + parent = "_Root"',
      '    }',
      '  # Payments/a will be created',
      '  + dockerRegistry "Hub" {',
      '      + name = "Hub"',
      '      + url  = "https://registry.example.com"',
      '    }',
      'Plan: 2 to add, 0 to change, 0 to destroy.',
    ]);
    expect(lines(stack, undefined)).toEqual([
      'PB506 `Payments/a` is no longer declared, and it was declared with `protect: true`.',
    ]);
    expect(lines(payments(registry('a')), undefined).slice(0, 1)).toEqual(['  # Payments/a will be destroyed']);
  });
});

describe('what no list of connections shows', () => {
  const project = (more: Partial<DeclaredProject>): Declared =>
    declaredStack([declaredProject('A', more), declaredProject('B')]);

  it('is said of projects', () => {
    expect(lines(project({}), project({ exclusive: true }))).toEqual([
      ...none,
      'PB126 Project `A` becomes exclusive: connections in it that nobody declares are deleted.',
    ]);
    const nested = declaredStack([declaredProject('B', { projects: [declaredProject('A')] })]);
    expect(lines(project({}), nested)).toEqual([
      ...none,
      'PB124 Project `A` is declared under `B`, and it was under `_Root`.',
    ]);
    expect(lines(project({}), project({ name: 'A!' }))).toEqual([
      '  # A will be renamed',
      '  ~ project "A" {',
      '      + name = "A!"',
      '    }',
      'Plan: 0 to add, 1 to change, 0 to destroy.',
    ]);
    expect(lines(project({ name: 'A' }), project({ name: 'A!' }))).toContain('      ~ name = "A" -> "A!"');
    expect(lines(project({ name: 'A' }), project({}))).toEqual(none);
  });

  it('is said of protection and of the name of the stack', () => {
    const stack = payments(declaredRegistry('a', { protect: true }));
    expect(lines(stack, payments(declaredRegistry('a'))).at(-1)).toBe(
      'PB127 `Payments/a` is no longer protected: from now on it can be deleted.',
    );
    expect(lines(stack, { ...stack, stack: 'other' })).toEqual([...none, 'PB125 Stack `acme` is called `other` now.']);
  });
});
