import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataDirectoryError, startServer } from 'plugboard/sandbox';
import { describe, expect, it } from 'vitest';
import { coast, dataDirectory, projectFile, serve, temporaryDirectory } from './serve.ts';

const tree = '/projects?fields=project(id,parentProjectId)';

/** Every file with its content, by path. */
function contents(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(directory, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(directory, path), 'utf8')]),
  );
}

describe('the data directory', () => {
  it.each([
    ['a data directory', 'config/projects', ''],
    ['a directory with projects', 'projects', ''],
    ['a checkout with versioned settings', '.teamcity', ''],
    ['a folder with versioned settings', '.teamcity', '.teamcity'],
  ])('may be %s', async (_, below, given) => {
    const directory = join(dataDirectory(coast, below), given);
    const { ask } = await serve({ dataDirectory: directory });
    expect((await ask(tree)).json.project.map(({ id }: { id: string }) => id)).toEqual([
      '_Root',
      'Coast',
      'Coast_Harbour',
      'Coast_Quay',
    ]);
  });

  it('is not touched by starting, reading and ending', async () => {
    const directory = dataDirectory({ Coast: projectFile('Coast'), Lost: projectFile('Lost', 'Nowhere') });
    const before = contents(directory);
    const { ask, server } = await serve({ dataDirectory: directory });
    await ask('/projects?fields=**');
    await server.close();
    expect(contents(directory)).toEqual(before);
  });

  it('counts only direct children: copies of earlier versions do not', async () => {
    const directory = dataDirectory(coast);
    const copy = join(directory, 'config/projects/history_facts/v1/Old');
    mkdirSync(copy, { recursive: true });
    writeFileSync(join(copy, 'project-config.xml'), projectFile('Old'));
    const { ask } = await serve({ dataDirectory: directory });
    expect((await ask('/projects')).json.count).toBe(4);
  });

  it('may lack the root, which is written only when something is stored in it', async () => {
    const { ask, directory, file } = await serve({ projects: { Coast: projectFile('Coast') } });
    expect((await ask(tree)).json.project).toEqual([{ id: '_Root' }, { id: 'Coast', parentProjectId: '_Root' }]);
    await ask('/projects', { body: { name: 'Isle' } });
    expect(Object.keys(contents(directory))).not.toContain('config/projects/_Root/project-config.xml');
    await ask('/projects/id:_Root/projectFeatures', { body: { type: 'OAuthProvider' } });
    expect(file('_Root')).toContain('<name>&lt;Root project&gt;</name>');
    expect(file('_Root')).toContain('<extension id="PROJECT_EXT_1" type="OAuthProvider">');
  });

  it('hangs projects whose parent is missing, or below themselves, under the root', async () => {
    const { ask } = await serve({
      projects: {
        A: projectFile('A', 'B'),
        B: projectFile('B', 'A'),
        Below: projectFile('Below', 'A'),
        Lost: projectFile('Lost', 'Nowhere'),
        Self: projectFile('Self', 'Self'),
      },
    });
    expect((await ask(tree)).json.project).toEqual([
      { id: '_Root' },
      { id: 'A', parentProjectId: '_Root' },
      { id: 'Below', parentProjectId: 'A' },
      { id: 'B', parentProjectId: '_Root' },
      { id: 'Lost', parentProjectId: '_Root' },
      { id: 'Self', parentProjectId: '_Root' },
    ]);
  });

  it('answers the folder name for a project without a name', async () => {
    const { ask } = await serve({ projects: { Nameless: '<project><parameters /></project>' } });
    expect((await ask('/projects/id:Nameless?fields=name')).json).toEqual({ name: 'Nameless' });
  });

  it.each([
    ['does not exist', 'missing', /^The data directory .*missing does not exist\.$/],
    ['is a file', 'file', /is not a directory\.$/],
    ['holds no projects', 'empty', /holds no TeamCity projects/],
  ])('is refused where it %s', async (_, name, message) => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'file'), '');
    mkdirSync(join(directory, 'empty'));
    const starting = startServer({ dataDirectory: join(directory, name) });
    await expect(starting).rejects.toThrow(DataDirectoryError);
    await expect(starting).rejects.toThrow(message);
  });

  it('is refused with file, line and column where a project file is not XML', async () => {
    const directory = dataDirectory({ ...coast, Broken: '<project>\n  <name>x</project>' });
    await expect(startServer({ dataDirectory: directory })).rejects.toThrow(
      `${join(directory, 'config/projects/Broken/project-config.xml')}:2:10: This is not XML: Missing end tag for element name.`,
    );
  });

  it('is refused where a file is not UTF-8, which would not survive being written', async () => {
    const directory = dataDirectory(coast);
    writeFileSync(
      join(directory, 'config/projects/Coast/project-config.xml'),
      Buffer.from('<project><name>\xe9</name></project>', 'latin1'),
    );
    await expect(startServer({ dataDirectory: directory })).rejects.toThrow('is not UTF-8 text.');
  });

  it('keeps its memory as the disk is, where saving fails', async () => {
    const { ask, directory } = await serve();
    const folder = join(directory, 'config/projects/Coast');
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'in the way');
    const { status } = await ask('/projects/id:Coast/projectFeatures', { body: { type: 'X' } });
    expect(status).toBe(500);
    expect((await ask('/projects/id:Coast/projectFeatures')).json.count).toBe(0);
  });

  it('has every change before it is answered, without left-over drafts', async () => {
    const { ask, directory, file } = await serve();
    await ask('/projects/id:Coast/projectFeatures', { body: { type: 'X' } });
    expect(file('Coast')).toContain('type="X"');
    expect(Object.keys(contents(directory)).filter((path) => !path.endsWith('project-config.xml'))).toEqual([]);
  });
});
