import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import { readDataDirectory } from '../../compiler/live/data-directory.ts';
import type { LiveProject, Manifest } from '../../compiler/model.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const path = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const live = await readDataDirectory(path('fixtures/data/acme'));
/** What the company has: as many kinds as make an example, not all that there are. */
const kindsOfTheExample = [
  'azureDevopsConnection',
  'bitbucketCloudConnection',
  'dockerECRRegistry',
  'dockerRegistry',
  'gheConnection',
  'githubConnection',
  'gitlabConnection',
  'gitlabEEConnection',
  'npmRegistry',
  'perforceAdminAccess',
  'slackConnection',
  'spaceConnection',
];
const sorted = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();

describe('the server of the example company', () => {
  it('has connections of every kind of the example, and of two more', () => {
    const providers = live.projects.flatMap(({ connections }) =>
      connections.map(({ properties }) => properties['providerType'] ?? ''),
    );
    const known = kindsOfTheExample.map((name) => builtInKinds.named(name)?.providerType ?? name);
    expect(sorted(providers)).toEqual(sorted([...known, 'AWS', 'JFrog_Artifactory']));
  });

  it('has a root and three levels of projects', () => {
    const parents = new Map(live.projects.map(({ id, parent }) => [id, parent]));
    const depth = ({ parent }: Pick<LiveProject, 'parent'>): number =>
      parent === undefined ? 0 : 1 + depth({ parent: parents.get(parent) });
    expect(sorted(live.projects.map((project) => String(depth(project))))).toEqual(['0', '1', '2', '3']);
  });

  it('has one name for several connections', () => {
    const named = live.projects.flatMap(({ id, connections }) =>
      connections.filter(({ properties }) => properties['displayName'] === 'GitHub.com').map(() => id),
    );
    expect(named).toEqual(['_Root', 'Legacy', 'Payments', 'Storefront']);
  });
});

describe('the stack of the example company', () => {
  it('declares connections of every kind of the example', () => {
    // A copy has no `node_modules` above it: what an author imports comes with the command line.
    const folder = temporaryFolder();
    cpSync(path('fixtures/stacks/acme'), folder, { recursive: true });
    const text = execFileSync(process.execPath, [path('dist/compiler/cli/main.js'), 'manifest'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const { connections } = JSON.parse(text) as Manifest;
    expect(sorted(connections.map(({ kind }) => kind))).toEqual(kindsOfTheExample);
  });
});
