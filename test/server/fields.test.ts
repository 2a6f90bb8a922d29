import { describe, expect, it } from 'vitest';
import { messageOf, serve } from './serve.ts';

describe('without fields', () => {
  it('a single project answers its long form', async () => {
    const { ask } = await serve();
    const { json } = await ask('/projects/id:Coast');
    expect(Object.keys(json)).toEqual([
      'id',
      'name',
      'parentProjectId',
      'href',
      'webUrl',
      'parentProject',
      'projectFeatures',
      'projects',
    ]);
    expect(json.projects.project.map(({ id }: { id: string }) => id)).toEqual(['Coast_Harbour', 'Coast_Quay']);
  });

  it('the items of a list answer their short form, without features', async () => {
    const { ask, server } = await serve();
    const { json } = await ask('/projects');
    expect(json).toEqual({
      count: 4,
      href: '/app/rest/projects',
      project: [
        {
          id: '_Root',
          name: '<Root project>',
          href: '/app/rest/projects/id:_Root',
          webUrl: `${server.url}/project.html?projectId=_Root`,
        },
        {
          id: 'Coast',
          name: 'Coast',
          parentProjectId: '_Root',
          href: '/app/rest/projects/id:Coast',
          webUrl: `${server.url}/project.html?projectId=Coast`,
        },
        {
          id: 'Coast_Harbour',
          name: 'Harbour',
          parentProjectId: 'Coast',
          href: '/app/rest/projects/id:Coast_Harbour',
          webUrl: `${server.url}/project.html?projectId=Coast_Harbour`,
        },
        {
          id: 'Coast_Quay',
          name: 'Quay',
          parentProjectId: 'Coast',
          archived: true,
          href: '/app/rest/projects/id:Coast_Quay',
          webUrl: `${server.url}/project.html?projectId=Coast_Quay`,
        },
      ],
    });
  });

  it('a list of features answers them whole', async () => {
    const { ask } = await serve();
    const href = '/app/rest/projects/id:_Root/projectFeatures';
    expect((await ask('/projects/_Root/projectFeatures')).json).toEqual({
      count: 2,
      href,
      projectFeature: [
        {
          id: 'PROJECT_EXT_2',
          type: 'OAuthProvider',
          href: `${href}/id:PROJECT_EXT_2`,
          properties: {
            count: 6,
            property: [
              { name: 'clientId', value: 'Iv1.aa' },
              { name: 'displayName', value: 'GitHub.com' },
              { name: 'providerType', value: 'GitHub' },
              { name: 'secure:clientSecret' },
              { name: 'secure:unset', value: '' },
              { name: 'Zone', value: 'a "b"' },
            ],
          },
        },
        {
          id: 'PROJECT_EXT_7',
          type: 'IssueTracker',
          href: `${href}/id:PROJECT_EXT_7`,
          properties: { count: 1, property: [{ name: 'name', value: 'Tracker' }] },
        },
      ],
    });
  });
});

describe('fields', () => {
  it('read the whole tree with its connections in one request', async () => {
    const { ask } = await serve();
    const fields =
      'count,nextHref,project(id,name,parentProjectId,archived,readOnlyUI(value),' +
      'projectFeatures($locator(type:OAuthProvider),projectFeature(id,type,properties(property(name,value)))))';
    const { json } = await ask(`/projects?locator=count:1000,start:0&fields=${fields}`);
    const plain = { archived: false, readOnlyUI: { value: false }, projectFeatures: { projectFeature: [] } };
    expect(json).toEqual({
      count: 4,
      project: [
        {
          ...plain,
          id: '_Root',
          name: '<Root project>',
          projectFeatures: {
            projectFeature: [
              {
                id: 'PROJECT_EXT_2',
                type: 'OAuthProvider',
                properties: {
                  property: [
                    { name: 'clientId', value: 'Iv1.aa' },
                    { name: 'displayName', value: 'GitHub.com' },
                    { name: 'providerType', value: 'GitHub' },
                    { name: 'secure:clientSecret' },
                    { name: 'secure:unset', value: '' },
                    { name: 'Zone', value: 'a "b"' },
                  ],
                },
              },
            ],
          },
        },
        { ...plain, id: 'Coast', name: 'Coast', parentProjectId: '_Root' },
        { ...plain, id: 'Coast_Harbour', name: 'Harbour', parentProjectId: 'Coast' },
        { ...plain, id: 'Coast_Quay', name: 'Quay', parentProjectId: 'Coast', archived: true },
      ],
    });
  });

  it.each([
    ['id', { id: 'Coast_Harbour' }],
    ['id,colour', { id: 'Coast_Harbour' }],
    ['-', {}],
    ['$long,-', {}],
    ['parentProject(id)', { parentProject: { id: 'Coast' } }],
    ['parentProject:(id)', { parentProject: { id: 'Coast' } }],
    ['parentProject(parentProject(id))', { parentProject: { parentProject: { id: '_Root' } } }],
    ['id,parentProject(-)', { id: 'Coast_Harbour' }],
    [
      'ancestorProjects(count,project(id))',
      { ancestorProjects: { count: 2, project: [{ id: '_Root' }, { id: 'Coast' }] } },
    ],
    ['projectFeatures', { projectFeatures: { count: 0, href: '/app/rest/projects/id:Coast_Harbour/projectFeatures' } }],
    ['projectFeatures(count)', { projectFeatures: { count: 0 } }],
    ['description,archived,uuid', { archived: false, uuid: 'uuid-Harbour' }],
  ])('%s', async (fields, expected) => {
    const { ask } = await serve();
    expect((await ask(`/projects/id:Coast_Harbour?fields=${fields}`)).json).toEqual(expected);
  });

  it('$short and the empty text ask for the short form', async () => {
    const { ask } = await serve();
    const short = (await ask('/projects?fields=project($short)')).json.project[1];
    expect(Object.keys(short)).toEqual(['id', 'name', 'parentProjectId', 'href', 'webUrl']);
    expect((await ask('/projects/id:Coast?fields=$short')).json).toEqual(short);
    expect((await ask('/projects/id:Coast?fields=')).json).toEqual(short);
  });

  it('* asks for all fields in short form, ** for all the way down', async () => {
    const { ask } = await serve();
    const all = (await ask('/projects/id:_Root?fields=*')).json;
    expect(all).toMatchObject({ archived: false, virtual: false, readOnlyUI: { value: false } });
    expect(all.projectFeatures).toEqual({ count: 2, href: '/app/rest/projects/id:_Root/projectFeatures' });
    const deep = (await ask('/projects/id:_Root?fields=**')).json;
    expect(deep.projectFeatures.projectFeature[1].properties.property).toEqual([{ name: 'name', value: 'Tracker' }]);
    expect(deep.projects.project[0].projectFeatures).toMatchObject({ count: 0 });
  });

  it('$locator filters projects and properties too', async () => {
    const { ask } = await serve();
    expect((await ask('/projects/Coast?fields=projects($locator(archived:true),project(id))')).json).toEqual({
      projects: { project: [{ id: 'Coast_Quay' }] },
    });
    expect((await ask('/projects/Coast?fields=projects($locator(count:1),project(id))')).json).toEqual({
      projects: { project: [{ id: 'Coast_Harbour' }] },
    });
    const fields = 'properties($locator(name:(value:secure,matchType:starts-with)),count,property(name))';
    expect((await ask(`/projects/_Root/projectFeatures/PROJECT_EXT_2?fields=${fields}`)).json).toEqual({
      properties: { count: 2, property: [{ name: 'secure:clientSecret' }, { name: 'secure:unset' }] },
    });
  });

  it('that are not well-formed are refused', async () => {
    const { ask } = await serve();
    const answer = await ask('/projects?fields=project(id');
    expect([answer.status, messageOf(answer)]).toEqual([400, expect.stringContaining("Could not find matching ')'")]);
  });
});

describe('paging', () => {
  it('gives links that keep locator, fields and context path, and end', async () => {
    const { ask, server } = await serve({ contextPath: '/teamcity/' });
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/teamcity$/);
    const first = (
      await ask('/projects?locator=archived:any,count:2,start:1&fields=count,nextHref,prevHref,project(id)')
    ).json;
    expect(first).toEqual({
      count: 2,
      nextHref: `/teamcity/app/rest/projects?locator=${encodeURIComponent('archived:any,count:2,start:3')}&fields=${encodeURIComponent('count,nextHref,prevHref,project(id)')}`,
      prevHref: `/teamcity/app/rest/projects?locator=${encodeURIComponent('archived:any,count:2,start:0')}&fields=${encodeURIComponent('count,nextHref,prevHref,project(id)')}`,
      project: [{ id: 'Coast' }, { id: 'Coast_Harbour' }],
    });
    const last = (await ask(first.nextHref.replace('/teamcity/app/rest', ''))).json;
    expect(last).toEqual({ count: 1, prevHref: expect.any(String), project: [{ id: 'Coast_Quay' }] });
  });

  it('is enforced by a page size, whatever the caller asks', async () => {
    const { ask } = await serve({ pageSize: 3 });
    const pages: unknown[] = [];
    let next: string | undefined = '/projects?locator=count:1000,start:0&fields=nextHref,project(id)';
    while (next !== undefined) {
      const { json } = await ask(next);
      pages.push(json.project.map(({ id }: { id: string }) => id));
      next = json.nextHref?.replace('/app/rest', '');
    }
    expect(pages).toEqual([['_Root', 'Coast', 'Coast_Harbour'], ['Coast_Quay']]);
  });

  it('has no links where all is on one page', async () => {
    const { ask } = await serve();
    const { json } = await ask('/projects?locator=count:4');
    expect([json.count, json.nextHref, json.prevHref]).toEqual([4, undefined, undefined]);
  });
});
