import { describe, expect, it } from 'vitest';
import { buildConfigText, vcsRootText } from '../settings-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { coast, messageOf, type Served, serve } from './serve.ts';

const files = {
  'config/projects/Coast/buildTypes/Coast_Build.xml': buildConfigText(
    'build-type',
    [{ id: 'a', type: 'DockerSupport', login2registry: 'E1', 'secure:x': 'credentialsJSON:1' }],
    'Coast_Template',
  ),
  'config/projects/Coast/buildTypes/Coast_Template.xml': buildConfigText('template', [
    { id: 'a', type: 'overridden' },
    { id: 'b', type: 'perfmon' },
  ]),
  'config/projects/Coast_Harbour/buildTypes/Harbour_Build.xml': buildConfigText('build-type', []),
  'config/projects/Coast_Harbour/vcsRoots/Harbour_Main.xml': vcsRootText({ url: 'u', 'secure:password': 'zxx1' }),
};

const served = (more: Parameters<typeof serve>[0] = {}): Promise<Served> => {
  const projects = Object.entries(coast).map(([id, text]) => [`config/projects/${id}/project-config.xml`, text]);
  return serve({ dataDirectory: temporaryFolder({ ...Object.fromEntries(projects), ...files }), ...more });
};

const features = 'fields=nextHref,buildType(id,features(feature(id,type,inherited,properties(property(name,value)))))';

describe('build configurations', () => {
  it('are listed in short form, without templates', async () => {
    const { ask, server } = await served();
    expect((await ask('/buildTypes')).json).toMatchObject({
      count: 2,
      href: '/app/rest/buildTypes',
      buildType: [
        { id: 'Coast_Build', name: 'The build', projectId: 'Coast', projectName: 'Coast' },
        { id: 'Harbour_Build', projectId: 'Coast_Harbour', href: '/app/rest/buildTypes/id:Harbour_Build' },
      ],
    });
    expect(server.url).not.toBe('');
  });

  it('have their build features with those of their templates, secrets without values', async () => {
    const { ask } = await served();
    expect((await ask(`/buildTypes?locator=id:Coast_Build&${features}`)).json.buildType[0].features.feature).toEqual([
      {
        id: 'a',
        type: 'DockerSupport',
        inherited: false,
        properties: { property: [{ name: 'login2registry', value: 'E1' }, { name: 'secure:x' }] },
      },
      { id: 'b', type: 'perfmon', inherited: true, properties: { property: [] } },
    ]);
  });

  it.each([
    ['templateFlag:true', ['Coast_Template']],
    ['templateFlag:any', ['Coast_Build', 'Harbour_Build', 'Coast_Template']],
    ['project:(id:Coast)', ['Coast_Build']],
    ['affectedProject:(id:Coast),templateFlag:false', ['Coast_Build', 'Harbour_Build']],
    ['affectedProject:(id:Coast_Harbour)', ['Harbour_Build']],
    ['name:The build,count:1', ['Coast_Build']],
  ])('are picked by %s', async (locator, ids) => {
    const { ask } = await served();
    const { json } = await ask(`/buildTypes?locator=${encodeURIComponent(locator)}`);
    expect(json.buildType.map(({ id }: { readonly id: string }) => id)).toEqual(ids);
  });

  it('are paged with the same fields', async () => {
    const { ask } = await served();
    const { json } = await ask('/buildTypes?locator=count:1,start:0&fields=nextHref,buildType(id)');
    expect(json).toEqual({
      nextHref: '/app/rest/buildTypes?locator=count%3A1%2Cstart%3A1&fields=nextHref%2CbuildType(id)',
      buildType: [{ id: 'Coast_Build' }],
    });
    expect((await ask(json.nextHref.slice('/app/rest'.length))).json).toEqual({ buildType: [{ id: 'Harbour_Build' }] });
  });

  it('have no features for who may not see settings, and cannot be changed', async () => {
    const { ask, server } = await served();
    expect((await ask(`/buildTypes?${features}`, { token: server.tokens.view })).json.buildType[0]).toEqual({
      id: 'Coast_Build',
    });
    expect((await ask('/buildTypes', { body: {} })).status).toBe(405);
    expect((await ask('/buildTypes?locator=colour:red')).status).toBe(400);
  });
});

describe('VCS roots', () => {
  const fields = 'fields=vcs-root(id,name,vcsName,project(id),properties(property(name,value)))';

  it('are listed with their properties, secrets without values', async () => {
    const { ask } = await served();
    expect((await ask(`/vcs-roots?locator=affectedProject:(id:Coast)&${fields}`)).json['vcs-root']).toEqual([
      {
        id: 'Harbour_Main',
        name: 'The root',
        vcsName: 'jetbrains.git',
        project: { id: 'Coast_Harbour' },
        properties: { property: [{ name: 'secure:password' }, { name: 'url', value: 'u' }] },
      },
    ]);
    expect((await ask('/vcs-roots?locator=project:(id:Coast)')).json.count).toBe(0);
    expect((await ask('/vcs-roots?locator=property:(name:url,value:u)')).json.count).toBe(1);
  });

  it('of a project are refused to who may not see settings; of all, he sees none', async () => {
    const { ask, server } = await served();
    const { view: token } = server.tokens;
    const refused = await ask('/vcs-roots?locator=affectedProject:(id:Coast)', { token });
    expect(refused.status).toBe(403);
    expect(messageOf(refused)).toContain('Coast');
    expect((await ask('/vcs-roots', { token })).json.count).toBe(0);
  });
});
