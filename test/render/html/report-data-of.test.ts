import { describe, expect, it } from 'vitest';
import { effectiveConnections } from '../../../compiler/flatten/effective.ts';
import { flatten } from '../../../compiler/flatten/flatten.ts';
import type { Manifest } from '../../../compiler/model.ts';
import { embeddedJson } from '../../../compiler/render/html/markup.ts';
import { type Report, reportOf } from '../../../compiler/render/html/page/report.ts';
import { addressOf } from '../../../compiler/render/html/page/words.ts';
import { reportDataOf } from '../../../compiler/render/html/report-data-of.ts';
import { declaredAws, declaredConnection, declaredProject, declaredRegistry, declaredStack } from '../../declared.ts';

const vault = (key: string): Parameters<typeof declaredProject>[1] & object => ({
  connections: [
    declaredConnection(key, 'hashiCorpVaultConnection', {
      name: key,
      vaultId: 'prod',
      authMethod: { option: 'gcpIam', gcpVaultRole: 'a' },
    }),
    declaredAws(`${key}Aws`, { allowInSubProjects: false }),
  ],
});

const manifest = flatten(
  declaredStack(
    [
      declaredProject('A', { name: 'Team A', projects: [declaredProject('A_Below', vault('nearest'))] }),
      declaredProject('B', { parent: 'Elsewhere', connections: [declaredRegistry('own')] }),
    ],
    vault('far'),
  ),
);

/** What a page says of each project, in the form in which the manifest says it. */
function saidBy(report: Report): Readonly<Record<string, object>> {
  const named = (number: number): string => addressOf(report, report.connection(number));
  return Object.fromEntries(
    report.data.projects.map(({ id }, index) => {
      const { own, inherited, hidden } = report.effective(index);
      return [
        id,
        {
          own: own.map(named),
          inherited: inherited.map(named),
          hidden: hidden.map(({ it: hid, by }) => ({
            address: named(hid),
            because: by === undefined ? 'withheld' : 'shadowed',
            ...(by === undefined ? {} : { by: named(by) }),
          })),
        },
      ];
    }),
  );
}

const saidByManifest = (of: Manifest): Readonly<Record<string, object>> =>
  Object.fromEntries(of.projects.map((project) => [project.id, effectiveConnections(of, project)]));

describe('the data of a report', () => {
  const report = reportOf(JSON.parse(embeddedJson(reportDataOf(manifest))));

  it('has the projects in the order of the tree, with what stands above them', () => {
    expect(report.data.projects.map(({ id, name, up }) => [id, name, up])).toEqual([
      ['_Root', undefined, undefined],
      ['A', 'Team A', 0],
      ['A_Below', undefined, 1],
      ['B', undefined, 'Elsewhere'],
    ]);
    expect(report.end(0)).toBe(3);
    expect(report.path(2)).toEqual([0, 1, 2]);
  });

  it('says of each project what the manifest says: own, inherited, shadowed and withheld', () => {
    expect(saidBy(report)).toEqual(saidByManifest(manifest));
  });

  it('counts the same without spelling it out', () => {
    const spelledOut = report.data.projects.map((_, index) => {
      const { own, inherited, hidden } = report.effective(index);
      const shadowed = hidden.filter(({ by }) => by !== undefined).length;
      return { own: own.length, inherited: inherited.length, shadowed, withheld: hidden.length - shadowed };
    });
    expect(report.data.projects.map((_, index) => report.counts(index))).toEqual(spelledOut);
    expect(spelledOut[2]).toEqual({ own: 2, inherited: 0, shadowed: 1, withheld: 1 });
  });

  it('says where a connection reaches', () => {
    const reached = report.data.connections.map(({ key }, index) => [
      key,
      report.reach(index).map((project) => report.project(project).id),
    ]);
    expect(Object.fromEntries(reached)).toEqual({
      far: ['_Root', 'A'],
      farAws: ['_Root'],
      nearest: ['A_Below'],
      nearestAws: ['A_Below'],
      own: ['B'],
    });
  });

  it('has what TeamCity Cloud provides in every project', () => {
    const cloud = flatten({ ...declaredStack([declaredProject('A')]), edition: 'cloud' });
    const inCloud = reportOf(reportDataOf(cloud));
    expect(inCloud.effective(0).own.map((one) => inCloud.connection(one).name)).toEqual([
      'Bitbucket Cloud',
      'GitHub.com',
      'GitLab.com',
    ]);
    expect(inCloud.effective(1)).toEqual({ own: [], inherited: [0, 1, 2], hidden: [] });
    expect([0, 1].map(inCloud.counts)).toEqual([
      { own: 3, inherited: 0, shadowed: 0, withheld: 0 },
      { own: 0, inherited: 3, shadowed: 0, withheld: 0 },
    ]);
  });

  it('grows with projects plus connections, and not with their product', () => {
    const sizeOf = (count: number): number => {
      const many = Array.from({ length: count }, (_, index) => index);
      const stack = declaredStack(
        many.map((index) => declaredProject(`P${index}`, { connections: [declaredRegistry('own')] })),
        { connections: many.map((index) => declaredRegistry(`r${index}`)) },
      );
      return embeddedJson(reportDataOf(flatten(stack))).length;
    };
    expect(sizeOf(400) / sizeOf(100)).toBeLessThan(4.5);
  });
});
