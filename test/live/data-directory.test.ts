import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDataDirectory } from '../../compiler/live/data-directory.ts';
import { dataDirectory } from '../data-directory.ts';
import { failureLines } from '../failure-of.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const ids = async (path: string): Promise<readonly string[]> =>
  (await readDataDirectory(path)).projects.map(({ id }) => id);

const config = '<?xml version="1.0" encoding="UTF-8"?>\n<project uuid="x"><name>A name</name></project>\n';

describe('a data directory', () => {
  it('gives projects, connections and ledgers, and never the value of a secret', async () => {
    const path = dataDirectory({
      Payments: {
        features: [
          {
            id: 'PROJECT_EXT_2',
            provider: 'Docker',
            displayName: 'Hub',
            'secure:userPass': 'zxx1234',
            'secure:other': '',
          },
          { id: 'PROJECT_EXT_3', type: 'IssueTracker', name: 'Jira' },
          { id: 'PROJECT_EXT_4', type: 'plugboard', stack: 'acme' },
        ],
      },
    });
    const live = await readDataDirectory(path);
    expect(live.projects.find(({ id }) => id === 'Payments')).toEqual({
      id: 'Payments',
      name: 'Payments',
      parent: '_Root',
      archived: false,
      readOnly: false,
      connections: [
        {
          id: 'PROJECT_EXT_2',
          type: 'OAuthProvider',
          properties: { displayName: 'Hub', providerType: 'Docker', 'secure:other': '' },
          hidden: ['secure:userPass'],
        },
      ],
      ledgers: [{ id: 'PROJECT_EXT_4', type: 'plugboard', properties: { stack: 'acme' }, hidden: [] }],
    });
    expect(JSON.stringify(live)).not.toContain('zxx1234');
  });

  it('is found whichever of its folders is named', async () => {
    const path = dataDirectory({ _Root: { features: [] }, Payments: { features: [] } });
    for (const folder of ['', 'config', 'config/projects']) {
      expect(await ids(join(path, folder))).toEqual(['_Root', 'Payments']);
    }
    expect(await ids(join(path, 'config/projects/Payments'))).toEqual(['_Root', 'Payments']);
    expect(await ids(join(path, 'config/projects/Payments/project-config.xml'))).toEqual(['_Root', 'Payments']);
  });

  it('may be the settings folder of a repository, whose deeper copies are no projects', async () => {
    const path = temporaryFolder({
      '.teamcity/Payments/project-config.xml': config,
      '.teamcity/history/v1/Old/project-config.xml': config,
    });
    expect(await ids(path)).toEqual(['_Root', 'Payments']);
    expect(await ids(join(path, '.teamcity'))).toEqual(['_Root', 'Payments']);
  });

  it('may be a single file of any name', async () => {
    const path = temporaryFolder({ '001-some-project-config.xml': config });
    expect(await ids(join(path, '001-some-project-config.xml'))).toEqual(['_Root', 'Project_001_some_project_config']);
  });

  it('keeps projects whose parent is not there, or is in a circle', async () => {
    const path = dataDirectory({
      Lost: { parent: 'Nowhere', features: [] },
      A: { parent: 'B', features: [] },
      B: { parent: 'A', features: [] },
    });
    expect([...(await ids(path))].sort()).toEqual(['A', 'B', 'Lost', '_Root']);
  });

  it('is said to be none where it does not exist or holds no projects', async () => {
    const empty = temporaryFolder();
    const message = (path: string): string =>
      `PB408 \`${path}\` is no TeamCity data directory and no versioned-settings folder.`;
    expect(await failureLines(() => readDataDirectory(empty))).toEqual([message(empty)]);
    expect(await failureLines(() => readDataDirectory('/nonexistent'))).toEqual([message('/nonexistent')]);
  });

  it('names every file that is no project file, with the place', async () => {
    const path = temporaryFolder({
      'config/projects/A/project-config.xml': 'not XML',
      'config/projects/B/project-config.xml': '<project>\n<name>B</nam>\n</project>',
      'config/projects/C/project-config.xml': '<build-type />',
    });
    const lines = await failureLines(() => readDataDirectory(path));
    expect(lines).toHaveLength(3);
    for (const [index, id] of ['A', 'B', 'C'].entries()) {
      expect(lines[index]).toMatch(
        new RegExp(
          `^PB409 \`config/projects/${id}/project-config.xml\` is not a TeamCity settings file: .*\\(line \\d+, column \\d+\\)\\.$`,
        ),
      );
    }
  });
});

describe('the parent of a project', () => {
  it('is found whatever the case of its id in the file, as TeamCity does', async () => {
    const path = dataDirectory({ Engine: { features: [] }, Engine_Build: { parent: 'engine', features: [] } });
    const live = await readDataDirectory(path);
    expect(live.projects.map(({ id, parent }) => [id, parent])).toEqual([
      ['_Root', undefined],
      ['Engine', '_Root'],
      ['Engine_Build', 'Engine'],
    ]);
  });
});
