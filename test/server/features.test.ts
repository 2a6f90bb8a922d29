import { describe, expect, it } from 'vitest';
import { messageOf, projectFile, root, serve } from './serve.ts';

const collection = '/projects/id:_Root/projectFeatures';
const github = `${collection}/id:PROJECT_EXT_2`;
const properties = (...list: readonly (readonly [string, string?])[]): unknown => ({
  property: list.map(([name, value]) => ({ name, ...(value !== undefined && { value }) })),
});

describe('creating a feature', () => {
  it('chooses the id, counting beyond all ids of the server', async () => {
    const { ask, file } = await serve({
      projects: {
        _Root: root,
        Coast: projectFile('Coast').replace(
          '<cleanup />',
          '<project-extensions><extension id="PROJECT_EXT_41" type="X"/></project-extensions>',
        ),
      },
    });
    const created = await ask(collection, {
      body: {
        id: 'MINE',
        type: 'OAuthProvider',
        properties: properties(['b', '1'], ['A', 'x\ny'], ['secure:p', 'hush']),
      },
    });
    expect(created).toMatchObject({
      status: 200,
      json: {
        id: 'PROJECT_EXT_42',
        type: 'OAuthProvider',
        href: '/app/rest/projects/id:_Root/projectFeatures/id:PROJECT_EXT_42',
        properties: {
          count: 3,
          property: [{ name: 'A', value: 'x\ny' }, { name: 'b', value: '1' }, { name: 'secure:p' }],
        },
      },
    });
    expect(file('_Root')).toMatch(
      /<extension id="PROJECT_EXT_42" type="OAuthProvider">\n {6}<parameters>\n {8}<param name="A"><!\[CDATA\[x\ny\]\]><\/param>\n {8}<param name="b" value="1" \/>\n {8}<param name="secure:p" value="credentialsJSON:[0-9a-f-]{36}" \/>\n {6}<\/parameters>\n {4}<\/extension>\n/,
    );
  });

  it('never gives an id twice, not even that of a feature that is gone', async () => {
    const { ask } = await serve();
    const { json } = await ask(collection, { body: { type: 'X' } });
    await ask(`${collection}/id:${json.id}`, { method: 'DELETE' });
    expect((await ask('/projects/Coast/projectFeatures', { body: { type: 'X' } })).json.id).toBe('PROJECT_EXT_9');
  });

  it('keeps types and properties that it does not know', async () => {
    const { ask } = await serve();
    const body = {
      type: 'plugboard',
      properties: properties(['entry.a/b', '{"id":1}'], ['__proto__', 'x'], ['e', '']),
    };
    expect((await ask(`${collection}?fields=type,properties(property)`, { body })).json).toEqual({
      type: 'plugboard',
      properties: {
        property: [
          { name: '__proto__', value: 'x' },
          { name: 'e', value: '' },
          { name: 'entry.a/b', value: '{"id":1}' },
        ],
      },
    });
  });

  it('takes XML', async () => {
    const { ask } = await serve();
    const { text } = await ask(`${collection}?fields=type,properties(property)`, {
      body: '<projectFeature type="X"><properties><property name="a" value="1 &lt; 2&#xA;"/></properties></projectFeature>',
      headers: { 'Content-Type': 'application/xml; charset=utf-8', Accept: 'application/xml' },
    });
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><projectFeature type="X"><properties><property name="a" value="1 &lt; 2&#xA;"/></properties></projectFeature>',
    );
  });

  it.each([
    [{ type: '' }, "Project feature cannot have empty 'type'."],
    [{ properties: properties(['a', '1']) }, "Project feature cannot have empty 'type'."],
    [
      { type: 'X', properties: properties(['a']) },
      `Parameter value for the parameter 'a' should be specified (can be "").`,
    ],
    [{ type: 'X', properties: { property: [{ value: '1' }] } }, 'Parameter name cannot be empty.'],
    [
      { type: 'X', properties: properties(['a', 'secret\u0000']) },
      "The value of the parameter 'a' contains a character that cannot be stored in XML.",
    ],
    [
      { type: 'X', properties: properties(['a', '\ud800']) },
      "The value of the parameter 'a' contains a character that cannot be stored in XML.",
    ],
    [{ type: 'X\u0007' }, 'The type of the project feature contains a character that cannot be stored in XML.'],
    [{ type: 'X', properties: [] }, "Cannot read field 'properties'"],
    [{ type: 'X', properties: { property: 'a' } }, "Cannot read field 'property'"],
    [{ id: 'PROJECT_EXT_2', type: 'X' }, "Feature with id 'PROJECT_EXT_2' already exists."],
  ])('refuses %j', async (body, message) => {
    const { ask, file } = await serve();
    const answer = await ask(collection, { body });
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining(message)]);
    expect(file('_Root')).toBe(root);
  });

  it.each([
    ['application/json', '{"type": "X", "properties": s3cret'],
    ['application/json', '[]'],
    ['application/xml', '<projectFeature type="s3cret"'],
  ])('refuses a body that is not %s, without quoting it: %s', async (type, body) => {
    const { ask } = await serve();
    const answer = await ask(collection, { body, headers: { 'Content-Type': type, Accept: 'application/json' } });
    expect([answer.status, answer.text.includes('s3cret')]).toEqual([400, false]);
  });
});

describe('replacing a feature', () => {
  it('keeps its id and place and loses every property that is not given, secure ones too', async () => {
    const { ask, file } = await serve();
    const { json } = await ask(github, {
      method: 'PUT',
      body: { type: 'OAuthProvider', properties: properties(['displayName', 'New']) },
    });
    expect(json.properties).toEqual({ count: 1, property: [{ name: 'displayName', value: 'New' }] });
    const start = root.indexOf('        <param name="clientId"');
    const end = root.indexOf('      </parameters>', start);
    expect(file('_Root')).toBe(
      `${root.slice(0, start)}        <param name="displayName" value="New" />\n${root.slice(end)}`,
    );
  });

  it('refuses a secure property without a value, and then changes nothing', async () => {
    const { ask, file } = await serve();
    const answer = await ask(github, {
      method: 'PUT',
      body: { type: 'OAuthProvider', properties: properties(['displayName', 'New'], ['secure:clientSecret']) },
    });
    expect([answer.status, messageOf(answer)]).toEqual([
      400,
      `Parameter value for the parameter 'secure:clientSecret' should be specified (can be "").`,
    ]);
    expect(file('_Root')).toBe(root);
  });

  it('changes nothing where the body has no properties', async () => {
    const { ask, file } = await serve();
    expect((await ask(github, { method: 'PUT', body: { type: 'Other' } })).json.type).toBe('OAuthProvider');
    expect(file('_Root')).toBe(root);
  });
});

describe('replacing all features', () => {
  it('gives new ids to everything', async () => {
    const { ask } = await serve();
    const { json } = await ask(`${collection}?fields=projectFeature(id,type)`, {
      method: 'PUT',
      body: { projectFeature: [{ id: 'PROJECT_EXT_2', type: 'A' }, { type: 'B' }] },
    });
    expect(json).toEqual({
      projectFeature: [
        { id: 'PROJECT_EXT_8', type: 'A' },
        { id: 'PROJECT_EXT_9', type: 'B' },
      ],
    });
  });

  it('removes everything where the list is empty', async () => {
    const { ask, file } = await serve();
    expect((await ask(collection, { method: 'PUT', body: {} })).json.count).toBe(0);
    expect(file('_Root')).not.toContain('project-extensions');
  });
});

describe('deleting a feature', () => {
  it('removes it from the file and answers nothing; then it is not there', async () => {
    const { ask, file } = await serve();
    expect(await ask(github, { method: 'DELETE' })).toMatchObject({ status: 204, text: '' });
    expect(file('_Root')).not.toContain('PROJECT_EXT_2');
    expect((await ask(github, { method: 'DELETE' })).status).toBe(404);
    expect((await ask(github)).status).toBe(404);
  });

  it('must be asked of the project that owns it', async () => {
    const { ask } = await serve();
    expect((await ask('/projects/Coast/projectFeatures/id:PROJECT_EXT_2', { method: 'DELETE' })).status).toBe(404);
  });
});
