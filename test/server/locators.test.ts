import { describe, expect, it } from 'vitest';
import { messageOf, serve } from './serve.ts';

/** The ids that a list answers. */
async function ids(path: string): Promise<readonly string[]> {
  const { ask } = await serve();
  const { json } = await ask(path);
  return (json.project ?? json.projectFeature).map(({ id }: { id: string }) => id);
}

describe('locators of projects', () => {
  it.each([
    ['id:coast', ['Coast']],
    ['id:(Coast)', ['Coast']],
    ['id(Coast)', ['Coast']],
    ['Harbour', ['Coast_Harbour']],
    ['Coast_Harbour', ['Coast_Harbour']],
    ['name:Harbour', ['Coast_Harbour']],
    ['name:(<Root project>)', ['_Root']],
    ['name:harbour', []],
    ['uuid:uuid-Quay', ['Coast_Quay']],
    ['internalId:_Root', ['_Root']],
    ['project:Coast', ['Coast_Harbour', 'Coast_Quay']],
    ['project:(id:Coast),archived:false', ['Coast_Harbour']],
    ['affectedProject:(name:Coast)', ['Coast', 'Coast_Harbour', 'Coast_Quay']],
    ['affectedProject:_Root,name:Quay', ['Coast_Quay']],
    ['archived:true', ['Coast_Quay']],
    ['archived:any,count:2', ['_Root', 'Coast']],
    ['virtual:true', []],
    ['virtual:any,start:3', ['Coast_Quay']],
    ['lookupLimit:3,archived:true', []],
    ['item:(id:Coast_Quay),item:Coast', ['Coast_Quay', 'Coast']],
    ['projectFeature:(type:OAuthProvider)', ['_Root']],
    ['projectFeature:(type:Nothing)', []],
    ['$base64:Q29hc3Q', ['Coast']],
  ])('%s', async (locator, expected) => {
    expect(await ids(`/projects?locator=${encodeURIComponent(locator)}&fields=project(id)`)).toEqual(expected);
  });

  it.each([
    ['colour:red', 400, 'Locator dimension [colour] is unknown.'],
    ['a:1,b:2', 400, 'Locator dimensions [a, b] are unknown.'],
    ['count:many', 400, "Invalid value of dimension 'count': 'many'."],
    ['archived:maybe', 400, "Invalid value of dimension 'archived': 'maybe'."],
    ['id:(Coast', 400, "Could not find matching ')'"],
    ['id:Coast)', 400, "Unexpected ')'"],
    ['id:(a)b', 400, "No dimensions delimiter ','"],
    [':x', 400, 'Could not find dimension name'],
    ['name:a,name:b', 400, "Only single 'name' dimension is supported"],
    ['id:Nowhere', 404, "No project found by locator 'id:Nowhere'. Project cannot be found by external id 'Nowhere'."],
    ['Nowhere', 404, "No project found by name or internal/external id 'Nowhere'."],
  ])('%s is refused', async (locator, status, message) => {
    const { ask } = await serve();
    const answer = await ask(`/projects?locator=${encodeURIComponent(locator)}`);
    expect([answer.status, messageOf(answer)]).toEqual([status, expect.stringContaining(message)]);
  });

  it('pick one project in the path too, and 404 where they pick none', async () => {
    const { ask } = await serve();
    expect((await ask('/projects/name:Harbour?fields=id')).json).toEqual({ id: 'Coast_Harbour' });
    expect((await ask('/projects/name:Nowhere')).status).toBe(404);
  });
});

describe('locators of project features', () => {
  it.each([
    ['id:PROJECT_EXT_7', ['PROJECT_EXT_7']],
    ['PROJECT_EXT_7', ['PROJECT_EXT_7']],
    ['id:PROJECT_EXT_99', []],
    ['type:OAuthProvider', ['PROJECT_EXT_2']],
    ['type:(OAuthProvider)', ['PROJECT_EXT_2']],
    ['type:(value:OAuthProvider,matchType:equals)', ['PROJECT_EXT_2']],
    ['type:(value:oauth,matchType:starts-with,ignoreCase:true)', ['PROJECT_EXT_2']],
    ['type:(value:Tracker,matchType:ends-with)', ['PROJECT_EXT_7']],
    ['type:(value:sue,matchType:contains)', ['PROJECT_EXT_7']],
    ['type:(value:.*(Provider|X),matchType:matches)', ['PROJECT_EXT_2']],
    ['type:(value:Provider,matchType:matches)', []],
    ['type:(value:OAuthProvider,matchType:does-not-equal)', ['PROJECT_EXT_7']],
    ['property:(name:providerType,value:GitHub)', ['PROJECT_EXT_2']],
    ['property:(name:providerType,value:Git,matchType:contains)', ['PROJECT_EXT_2']],
    ['property:(name:providerType)', ['PROJECT_EXT_2']],
    ['property:(name:providerType,matchType:not-exists)', ['PROJECT_EXT_7']],
    ['property:(value:Tracker)', ['PROJECT_EXT_7']],
    ['property:(name:(value:provider,matchType:starts-with),value:GitHub)', ['PROJECT_EXT_2']],
    ['type:OAuthProvider,property:(name:providerType,value:Docker)', []],
    ['item:(id:PROJECT_EXT_7),item:(id:PROJECT_EXT_2)', ['PROJECT_EXT_7', 'PROJECT_EXT_2']],
    ['count:1', ['PROJECT_EXT_2']],
    ['start:1', ['PROJECT_EXT_7']],
  ])('%s', async (locator, expected) => {
    expect(await ids(`/projects/_Root/projectFeatures?locator=${encodeURIComponent(locator)}`)).toEqual(expected);
  });

  it.each([
    ['colour:red', 400],
    ['type:(value:a,matchType:sounds-like)', 400],
    ['type:(matchType:equals)', 400],
    ['type:(value:(,matchType:matches)', 400],
    ['NOTHING', 404],
  ])('%s is refused', async (locator, status) => {
    const { ask } = await serve();
    const answer = await ask(`/projects/_Root/projectFeatures?locator=${encodeURIComponent(locator)}`);
    expect(answer.status).toBe(status);
  });
});
