import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { coast, dataDirectory, messageOf, serve, temporaryDirectory } from './serve.ts';

const features = '/projects/id:_Root/projectFeatures';

describe('the server itself', () => {
  it('says what it is', async () => {
    const { ask, server } = await serve();
    expect((await ask('/server')).json).toEqual({
      version: '2025.11 (build 207946)',
      versionMajor: 2025,
      versionMinor: 11,
      buildNumber: '207946',
      internalId: 'uuid-root',
      role: 'main_node',
      webUrl: server.url,
    });
    expect((await ask('/server/version', { headers: { Accept: 'text/plain' } })).text).toBe('2025.11 (build 207946)');
    expect((await ask('/server/colour', { headers: { Accept: 'text/plain' } })).status).toBe(404);
  });

  it('answers under other names of the API root', async () => {
    const { server } = await serve();
    const headers = { Authorization: `Bearer ${server.tokens.read}` };
    for (const path of [
      '/app/rest/latest/server',
      '/app/rest/2018.1/server',
      '/httpAuth/app/rest/server',
      '/app/rest',
      '/app/rest/',
    ]) {
      expect([path, (await fetch(server.url + path, { headers })).status]).toEqual([path, 200]);
    }
  });
});

describe('the form of answers', () => {
  it.each([
    [undefined, 'application/xml'],
    ['*/*', 'application/xml'],
    ['application/*', 'application/xml'],
    ['application/json', 'application/json'],
    ['application/json, text/plain', 'application/json'],
    ['application/xml;q=0.5, application/json;q=0.9', 'application/json'],
    ['text/html, application/xml;q=0.9, */*;q=0.8', 'application/xml'],
    ['application/xml;q=0, */*', 'application/json'],
  ])('for Accept %s is %s', async (accept, type) => {
    const { server } = await serve();
    // `fetch` would add an `Accept` of its own.
    const answered = await new Promise<string | undefined>((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${server.tokens.read}`,
        ...(accept !== undefined && { Accept: accept }),
      };
      request(`${server.url}/app/rest/projects`, { headers, agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.headers['content-type']));
      })
        .on('error', reject)
        .end();
    });
    expect(answered).toBe(type);
  });

  it('in XML has scalars as attributes and the rest as elements', async () => {
    const { ask } = await serve();
    const fields =
      'count,project(id,name,archived,projectFeatures(count,projectFeature(id,properties(property(name,value)))))';
    const { text } = await ask(`/projects?locator=id:_Root&fields=${fields}`, {
      headers: { Accept: 'application/xml' },
    });
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
        '<projects count="1"><project id="_Root" name="&lt;Root project&gt;" archived="false"><projectFeatures count="2">' +
        '<projectFeature id="PROJECT_EXT_2"><properties><property name="clientId" value="Iv1.aa"/>' +
        '<property name="displayName" value="GitHub.com"/><property name="providerType" value="GitHub"/>' +
        '<property name="secure:clientSecret"/><property name="secure:unset" value=""/>' +
        '<property name="Zone" value="a &quot;b&quot;"/></properties></projectFeature>' +
        '<projectFeature id="PROJECT_EXT_7"><properties><property name="name" value="Tracker"/></properties></projectFeature>' +
        '</projectFeatures></project></projects>',
    );
  });
});

describe('permissions', () => {
  it('the tokens of two starts differ, and may be given', async () => {
    const [first, second] = [await serve(), await serve({ tokens: { edit: 'known' } })];
    expect(new Set(Object.values(first.server.tokens)).size).toBe(4);
    expect(second.server.tokens.edit).toBe('known');
    expect(second.server.tokens.view).not.toBe(first.server.tokens.view);
  });

  it.each([
    ['edit', 200, 200, 200, 200],
    ['read', 200, 200, 200, 403],
    ['view', 200, 200, 403, 403],
    ['none', 403, 403, 403, 403],
  ] as const)('%s', async (name, server, projects, list, write) => {
    const { ask, server: running } = await serve();
    const token = running.tokens[name];
    expect([
      (await ask('/server', { token })).status,
      (await ask('/projects', { token })).status,
      (await ask(features, { token })).status,
      (await ask(features, { token, body: { type: 'X' } })).status,
      (await ask('/projects', { token, body: { name: 'X' } })).status,
      (await ask('/projects/Coast/name', { token, method: 'PUT', body: 'X' })).status,
      (await ask(`${features}/PROJECT_EXT_7`, { token, method: 'DELETE' })).status === 403,
    ]).toEqual([server, projects, list, write, write, write, write === 403]);
  });

  it('without the permission to see settings, features are left out, not empty', async () => {
    const { ask, server } = await serve();
    const query = '/projects?locator=id:_Root&fields=project(id,uuid,projectFeatures(projectFeature))';
    expect((await ask(query, { token: server.tokens.view })).json).toEqual({ project: [{ id: '_Root' }] });
    const found = await ask('/projects?locator=projectFeature:(type:OAuthProvider)', { token: server.tokens.view });
    expect(found.json.count).toBe(0);
  });

  it('a missing or wrong token is 401, whatever is asked', async () => {
    const { server } = await serve();
    for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Authorization: `Basic ${btoa('a:b')}` }]) {
      const response = await fetch(`${server.url}/app/rest/nothing`, { headers: new Headers(headers) });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringContaining('Bearer'),
      ]);
    }
    expect((await fetch(`${server.url}/guestAuth/app/rest/server`)).status).toBe(401);
  });
});

describe('errors', () => {
  it('are JSON where the caller takes it', async () => {
    const { ask } = await serve();
    const { status, json } = await ask('/projects/id:Nowhere');
    expect([status, json]).toEqual([
      404,
      {
        errors: [
          {
            message: "No project found by locator 'id:Nowhere'. Project cannot be found by external id 'Nowhere'.",
            additionalMessage:
              'Could not find the entity requested. Check the reference is correct and the user has permissions to access the entity.',
            statusText: 'Not Found (404)',
          },
        ],
      },
    ]);
  });

  it('are text otherwise, and always on an older server', async () => {
    const text =
      'Responding with error, status code: 404 (Not Found).\n' +
      "Details: jetbrains.buildServer.server.rest.errors.NotFoundException: No project found by locator 'id:Nowhere'. " +
      "Project cannot be found by external id 'Nowhere'.\n" +
      'Could not find the entity requested. Check the reference is correct and the user has permissions to access the entity.';
    const now = await serve();
    const answer = await now.ask('/projects/id:Nowhere', { headers: { Accept: 'application/xml' } });
    expect([answer.type, answer.text]).toEqual(['text/plain;charset=UTF-8', text]);
    const then = await serve({ errorFormat: 'text' });
    expect((await then.ask('/projects/id:Nowhere')).text).toBe(text);
  });

  it.each([
    ['an unknown path', 'GET', '/builds', {}, 404],
    ['an unknown path below a project', 'GET', '/projects/Coast/a/b', {}, 404],
    ['an empty part', 'GET', '/projects//name', { Accept: 'text/plain' }, 404],
    ['a broken escape', 'GET', '/projects/%zz', {}, 404],
    ['another method', 'DELETE', '/projects', {}, 405],
    ['a body without a type', 'POST', features, { 'Content-Type': '' }, 415],
    ['a body of another type', 'POST', features, { 'Content-Type': 'text/plain' }, 415],
    ['text where an entity is expected', 'PUT', `${features}/PROJECT_EXT_2`, { 'Content-Type': 'text/plain' }, 415],
    ['JSON for a text field', 'PUT', '/projects/Coast/name', { 'Content-Type': 'application/json' }, 415],
    ['a type that is not on offer', 'GET', '/projects', { Accept: 'text/html' }, 406],
    ['JSON of a text field', 'GET', '/projects/Coast/name', { Accept: 'application/json' }, 406],
    [
      'JSON for a property sent as text',
      'PUT',
      `${features}/PROJECT_EXT_2/properties/a`,
      { 'Content-Type': 'text/plain', Accept: 'application/json' },
      406,
    ],
  ])('%s', async (_, method, path, headers, status) => {
    const { ask } = await serve();
    expect((await ask(path, { method, headers: Object.fromEntries(Object.entries(headers)) })).status).toBe(status);
  });

  it('name the methods that are allowed, and the header to mend', async () => {
    const { ask } = await serve();
    expect((await ask('/projects', { method: 'DELETE' })).headers.get('allow')).toBe('GET,POST');
    expect(messageOf(await ask(features, { method: 'POST' }))).toBe(
      "Make sure you have supplied correct 'Content-Type' header.",
    );
    expect((await ask('/projects', { headers: { Accept: 'text/html' } })).text).toBe(
      "Responding with error, status code: 406 (Not Acceptable).\nMake sure you have supplied correct 'Accept' header.",
    );
  });
});

describe('starting and ending', () => {
  it('begins with an example that is the same each time and gone at the end', async () => {
    const server = await startServer();
    onTestFinished(() => server.close());
    const headers = { Authorization: `Bearer ${server.tokens.read}`, Accept: 'application/json' };
    const response = await fetch(`${server.url}/app/rest/projects?fields=project(id,parentProjectId)`, { headers });
    expect(await response.json()).toEqual({
      project: [
        { id: '_Root' },
        { id: 'Legacy', parentProjectId: '_Root' },
        { id: 'Legacy_Billing', parentProjectId: 'Legacy' },
        { id: 'Payments', parentProjectId: '_Root' },
        { id: 'Payments_Backend', parentProjectId: 'Payments' },
        { id: 'Payments_Backend_Api', parentProjectId: 'Payments_Backend' },
        { id: 'Payments_Backend_Settlement', parentProjectId: 'Payments_Backend' },
        { id: 'Platform', parentProjectId: '_Root' },
        { id: 'Platform_Images', parentProjectId: 'Platform' },
        { id: 'Storefront', parentProjectId: '_Root' },
        { id: 'Storefront_Assets', parentProjectId: 'Storefront' },
        { id: 'Storefront_Web', parentProjectId: 'Storefront' },
      ],
    });
  });

  it('writes where it listens and its tokens into the ready file', async () => {
    const readyFile = join(temporaryDirectory(), 'ready.json');
    const { server } = await serve({ readyFile });
    expect(JSON.parse(readFileSync(readyFile, 'utf8'))).toEqual({ url: server.url, tokens: server.tokens });
  });

  it('refuses a port that is taken', async () => {
    const { server } = await serve();
    const starting = startServer({ dataDirectory: dataDirectory(coast), port: Number(new URL(server.url).port) });
    await expect(starting).rejects.toThrow('EADDRINUSE');
  });

  it('logs requests, without their bodies', async () => {
    const { ask, server } = await serve();
    await ask('/projects?locator=count:1');
    await ask(`${features}/PROJECT_EXT_2/properties/a`, { method: 'PUT', body: 'b' });
    expect(server.requests).toEqual([
      { method: 'GET', path: '/app/rest/projects?locator=count:1' },
      { method: 'PUT', path: '/app/rest/projects/id:_Root/projectFeatures/PROJECT_EXT_2/properties/a' },
    ]);
  });

  it('answers the requests under way before it ends, and none after', async () => {
    const { ask, file, server } = await serve();
    const put = request(`${server.url}/app/rest/projects/Coast/name`, {
      method: 'PUT',
      headers: {
        Authorization: `Bearer ${server.tokens.edit}`,
        'Content-Type': 'text/plain',
        'Content-Length': 5,
        // The server says when it has begun with the request.
        Expect: '100-continue',
      },
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      put.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    put.flushHeaders();
    await new Promise((resolve) => put.once('continue', resolve));
    const closed = server.close();
    put.end('Shore');
    expect(await answered).toBe(200);
    await closed;
    expect(file('Coast')).toContain('<name>Shore</name>');
    await expect(ask('/projects')).rejects.toThrow();
  });

  it('may be ended twice', async () => {
    const { server } = await serve();
    await server.close();
    expect(await server.close()).toBeUndefined();
  });
});
