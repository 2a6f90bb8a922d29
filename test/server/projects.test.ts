import { describe, expect, it } from 'vitest';
import { messageOf, projectFile, serve } from './serve.ts';

describe('making a project', () => {
  it('writes its file and answers its long form', async () => {
    const { ask, file, server } = await serve();
    const { status, json } = await ask('/projects', {
      body: { id: 'Coast_Pier', name: 'Pier & Deck', parentProject: { locator: 'id:Coast' } },
    });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      id: 'Coast_Pier',
      name: 'Pier & Deck',
      parentProjectId: 'Coast',
      href: '/app/rest/projects/id:Coast_Pier',
      webUrl: `${server.url}/project.html?projectId=Coast_Pier`,
      parentProject: { id: 'Coast' },
      projectFeatures: { count: 0, projectFeature: [] },
    });
    expect(file('Coast_Pier')).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<project xmlns:xsi="http:\/\/www\.w3\.org\/2001\/XMLSchema-instance" parent-id="Coast" uuid="[0-9a-f-]{36}" xsi:noNamespaceSchemaLocation="[^"]+">\n {2}<name>Pier &amp; Deck<\/name>\n {2}<parameters \/>\n {2}<cleanup \/>\n<\/project>\n\n$/,
    );
  });

  it('goes under the root without a parent, names no parent then, and takes the schema of its parent', async () => {
    const { ask, file } = await serve();
    expect((await ask('/projects', { body: { name: 'Isle' } })).json.parentProjectId).toBe('_Root');
    expect(file('Isle')).not.toContain('parent-id');
    expect(file('Isle')).toContain('schemas/2023.11/project-config.xsd');
  });

  it.each([
    ['my new project', undefined, 'MyNewProject'],
    ['Éclair 2', 'Coast', 'Coast_Eclair2'],
    ['2nd', undefined, 'Project2nd'],
    ['harbour', 'Coast', 'Coast_Harbour_2'],
    ['Ω', undefined, 'Project'],
  ])('makes an id for %s from its parent and its words', async (name, parent, id) => {
    const { ask } = await serve();
    const parentProject = parent === undefined ? undefined : { id: parent };
    expect((await ask('/projects', { body: { name, parentProject } })).json.id).toBe(id);
  });

  it('takes XML, and a bare name as text', async () => {
    const { ask } = await serve();
    const xml = await ask('/projects', {
      body: '<newProjectDescription name="Pier" id="Pier"><parentProject locator="Coast"/></newProjectDescription>',
      headers: { 'Content-Type': 'application/xml', Accept: 'application/json' },
    });
    expect(xml.json).toMatchObject({ id: 'Pier', parentProjectId: 'Coast' });
    const text = await ask('/projects', { body: 'Isle', headers: { Accept: 'application/json' } });
    expect(text.json).toMatchObject({ id: 'Isle', parentProjectId: '_Root' });
  });

  it.each([
    [{ name: '' }, 400, 'Project name cannot be empty.'],
    [{}, 400, 'Project name cannot be empty.'],
    [{ name: 'X', id: 'coast' }, 400, 'Project ID "coast" is already used by another project.'],
    [{ name: 'X', id: '1x' }, 400, 'Project ID "1x" is invalid'],
    [{ name: 'X', id: '../x' }, 400, 'Project ID "../x" is invalid'],
    [{ name: 'X', id: `x${'a'.repeat(225)}` }, 400, 'is invalid'],
    [{ name: 'Coast' }, 400, "Project with name 'Coast' already exists"],
    [{ name: 'X\u0001' }, 400, 'contains a character that cannot be stored in XML'],
    [
      { name: 'X', parentProject: { id: 'Coast', locator: 'id:Coast' } },
      400,
      "Both 'locator' and 'id' attributes are specified",
    ],
    [{ name: 'X', parentProject: {} }, 400, "Either 'locator' or 'id'"],
    [{ name: 'X', parentProject: { id: 'Nowhere' } }, 404, "Project cannot be found by external id 'Nowhere'"],
    [{ name: 'X', sourceProject: { id: 'Coast' } }, 400, 'Copying a project is not supported'],
  ])('refuses %j', async (body, status, message) => {
    const { ask } = await serve();
    const answer = await ask('/projects', { body });
    expect(answer.status).toBe(status);
    expect(messageOf(answer)).toContain(message);
    expect((await ask('/projects')).json.count).toBe(4);
  });
});

describe('changing a project', () => {
  it('renames it, describes it and archives it by text', async () => {
    const { ask, file } = await serve();
    const before = file('Coast');
    expect((await ask('/projects/id:Coast/name', { method: 'PUT', body: 'Shore' })).text).toBe('Shore');
    expect((await ask('/projects/id:Coast/description', { method: 'PUT', body: 'Sand' })).text).toBe('Sand');
    expect((await ask('/projects/id:Coast/archived', { method: 'PUT', body: 'true' })).text).toBe('true');
    expect(file('Coast')).toBe(
      before
        .replace('<name>Coast</name>', '<name>Shore</name>\n  <description>Sand</description>')
        .replace(' uuid=', ' archived="true" uuid='),
    );
    expect((await ask('/projects/id:Coast?fields=name,description,archived')).json).toEqual({
      name: 'Shore',
      description: 'Sand',
      archived: true,
    });
  });

  it('moves it, and answers its new parent', async () => {
    const { ask, file } = await serve();
    const moved = await ask('/projects/id:Coast_Quay/parentProject', { method: 'PUT', body: { id: 'Coast_Harbour' } });
    expect(moved.json).toMatchObject({ id: 'Coast_Harbour' });
    expect(file('Coast_Quay')).toContain('parent-id="Coast_Harbour"');
    await ask('/projects/id:Coast_Quay/parentProject', { method: 'PUT', body: { locator: '_Root' } });
    expect(file('Coast_Quay')).not.toContain('parent-id');
    expect((await ask('/projects/Coast_Quay/parentProject?fields=id')).json).toEqual({ id: '_Root' });
  });

  it.each([
    ['Coast', 'Coast_Harbour', 'into itself or into a project below it'],
    ['Coast', 'Coast', 'into itself or into a project below it'],
    ['_Root', 'Coast', 'The root project cannot be moved.'],
  ])('does not move %s into %s', async (id, parent, message) => {
    const { ask } = await serve();
    const answer = await ask(`/projects/id:${id}/parentProject`, { method: 'PUT', body: { id: parent } });
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(message)]);
  });

  it('gives it another id, with its features and its children', async () => {
    const { ask, file } = await serve();
    expect((await ask('/projects/id:Coast/id', { method: 'PUT', body: 'Shore' })).text).toBe('Shore');
    expect((await ask('/projects/id:Coast')).status).toBe(404);
    expect((await ask('/projects?locator=project:Shore&fields=project(id)')).json.project).toEqual([
      { id: 'Coast_Harbour' },
      { id: 'Coast_Quay' },
    ]);
    expect(file('Shore')).toBe(projectFile('Coast'));
    expect(file('Coast_Harbour')).toContain('parent-id="Shore"');
  });

  it.each([
    ['name', ' ', 400],
    ['id', 'no-dash', 400],
    ['id', 'Coast_Quay', 400],
    ['colour', 'red', 400],
  ])('refuses %s %j', async (field, body, status) => {
    const { ask } = await serve();
    expect((await ask(`/projects/id:Coast/${field}`, { method: 'PUT', body })).status).toBe(status);
  });

  it('answers a field as text, and 404 for one that is not there', async () => {
    const { ask } = await serve();
    const headers = { Accept: 'text/plain' };
    expect((await ask('/projects/Coast_Quay/archived', { headers })).text).toBe('true');
    expect((await ask('/projects/Coast/parentProjectId', { headers })).text).toBe('_Root');
    expect((await ask('/projects/Coast/colour', { headers })).status).toBe(404);
    expect((await ask('/projects/Coast/constructor', { headers })).status).toBe(404);
  });
});

describe('a project whose settings are read-only', () => {
  const versioned = projectFile(
    'Coast',
    undefined,
    '\n  <project-extensions>\n    <extension id="V" type="versionedSettings">\n      <parameters>\n        <param name="enabled" value="true" />\n      </parameters>\n    </extension>\n  </project-extensions>',
  );
  const projects = { Coast: versioned, Coast_Harbour: projectFile('Harbour', 'Coast'), Isle: projectFile('Isle') };
  const query = '/projects?fields=project(id,readOnlyUI(value))';

  it('is one under version control, and those below it, only where the server is told so', async () => {
    const { ask } = await serve({ projects, versionedSettingsReadOnly: true });
    expect((await ask(query)).json.project).toEqual([
      { id: '_Root', readOnlyUI: { value: false } },
      { id: 'Coast', readOnlyUI: { value: true } },
      { id: 'Coast_Harbour', readOnlyUI: { value: true } },
      { id: 'Isle', readOnlyUI: { value: false } },
    ]);
    const plain = await serve({ projects });
    expect((await plain.ask(query)).json.project[1]).toEqual({ id: 'Coast', readOnlyUI: { value: false } });
  });

  it('is one whose settings come from their repository alone, and those below it that follow it', async () => {
    const feature = (enabled: string): string =>
      `\n  <project-extensions>\n    <extension id="V" type="versionedSettings">\n      <parameters>\n        <param name="enabled" value="${enabled}" />\n        <param name="twoWaySynchronization" value="false" />\n      </parameters>\n    </extension>\n  </project-extensions>`;
    const { ask } = await serve({
      projects: {
        Coast: projectFile('Coast', undefined, feature('true')),
        Coast_Harbour: projectFile('Harbour', 'Coast', feature('')),
        Coast_Quay: projectFile('Quay', 'Coast', feature('false')),
      },
    });
    expect((await ask(query)).json.project).toEqual([
      { id: '_Root', readOnlyUI: { value: false } },
      { id: 'Coast', readOnlyUI: { value: true } },
      { id: 'Coast_Harbour', readOnlyUI: { value: true } },
      { id: 'Coast_Quay', readOnlyUI: { value: false } },
    ]);
  });

  it('is one that is named at the start, and refuses every change', async () => {
    const { ask } = await serve({ projects, readOnlyProjects: ['Isle'] });
    expect((await ask('/projects/id:Isle')).json.readOnlyUI).toEqual({ value: true });
    expect((await ask('/projects/id:Isle/projectFeatures', { body: { type: 'X' } })).status).toBe(403);
    expect((await ask('/projects/id:Isle/name', { method: 'PUT', body: 'X' })).status).toBe(403);
    expect((await ask('/projects', { body: { name: 'X', parentProject: { id: 'Isle' } } })).status).toBe(403);
  });
});
