import { describe, expect, it } from 'vitest';
import { effectiveConnections } from '../../compiler/flatten/effective.ts';
import { flatten } from '../../compiler/flatten/flatten.ts';
import type { Manifest } from '../../compiler/model.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';

function effective(manifest: Manifest, id: string): { own: readonly string[]; inherited: readonly string[] } {
  const project = manifest.projects.find((one) => one.id === id);
  if (project === undefined) throw new Error(`no project ${id}`);
  const { own, inherited } = effectiveConnections(manifest, project);
  return { own, inherited };
}

describe('flatten', () => {
  const leaf = declaredProject('Leaf', { connections: [declaredRegistry('leaf')] });
  const middle = declaredProject('Middle', { projects: [leaf] });
  const top = declaredProject('Top', {
    connections: [declaredRegistry('b'), declaredRegistry('a')],
    projects: [middle],
  });
  const stack = declaredStack([top, declaredProject('Another')], { connections: [declaredRegistry('shared')] });
  const manifest = flatten(stack);

  it('puts parents before children and siblings in the order of their ids', () => {
    expect(manifest.projects.map(({ id, parent }) => [id, parent])).toEqual([
      ['_Root', undefined],
      ['Another', '_Root'],
      ['Top', '_Root'],
      ['Middle', 'Top'],
      ['Leaf', 'Middle'],
    ]);
  });

  it('names connections by project and key, in the order of their keys', () => {
    expect(manifest.connections.map(({ address }) => address)).toEqual(['_Root/shared', 'Top/a', 'Top/b', 'Leaf/leaf']);
  });

  it('gives a project its own connections and those of all projects above', () => {
    expect(effective(manifest, 'Leaf')).toEqual({ own: ['Leaf/leaf'], inherited: ['Top/a', 'Top/b', '_Root/shared'] });
    expect(effective(manifest, 'Another')).toEqual({ own: [], inherited: ['_Root/shared'] });
  });

  it('keeps one set for projects that share it', () => {
    const setOf = (id: string): number | undefined => manifest.projects.find((one) => one.id === id)?.effective;
    expect(setOf('Middle')).toBe(setOf('Top'));
    expect(setOf('Another')).toBe(setOf('_Root'));
    expect(manifest.effectiveSets).toHaveLength(3);
  });

  it('grows with projects plus connections, not with their product', () => {
    const many = (count: number): number => {
      const projects = Array.from({ length: count }, (_, index) =>
        declaredProject(`P${index}`, { connections: [declaredRegistry('own')] }),
      );
      const connections = Array.from({ length: count }, (_, index) => declaredRegistry(`c${index}`));
      return JSON.stringify(flatten(declaredStack(projects, { connections }))).length;
    };
    expect(many(200)).toBeLessThan(many(100) * 2.2);
  });

  it('gives the same manifest whatever order the author wrote things in', () => {
    const swapped = declaredStack([declaredProject('Another'), top], { connections: [declaredRegistry('shared')] });
    expect(JSON.stringify(flatten(swapped))).toBe(JSON.stringify(manifest));
  });

  it('keeps a project whose parent only the server knows beside the root', () => {
    const outside = declaredProject('Outside', { parent: 'Elsewhere', connections: [declaredRegistry('own')] });
    const result = flatten(declaredStack([outside], { connections: [declaredRegistry('shared')] }));
    expect(effective(result, 'Outside')).toEqual({ own: ['Outside/own'], inherited: [] });
  });
});
