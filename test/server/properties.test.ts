import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsXml } from '../../fixtures/server/config/xml-text.ts';
import { anyText } from '../any-text.ts';
import { messageOf, root, serve } from './serve.ts';

const collection = '/projects/id:_Root/projectFeatures/id:PROJECT_EXT_2/properties';
const text = { headers: { Accept: 'text/plain' } };

describe('one property', () => {
  it('is set by text, and all others stay, secure ones too', async () => {
    const { ask, file } = await serve();
    const answer = await ask(`${collection}/displayName`, { method: 'PUT', body: 'GitHub "main"' });
    expect([answer.status, answer.type, answer.text]).toEqual([200, 'text/plain;charset=UTF-8', 'GitHub "main"']);
    expect(file('_Root')).toBe(root.replace('value="GitHub.com"', 'value="GitHub &quot;main&quot;"'));
  });

  it('is set by JSON or XML, where the name in the path counts', async () => {
    const { ask } = await serve();
    const body = { name: 'other', value: 'x' };
    expect((await ask(`${collection}/displayName`, { method: 'PUT', body })).json).toEqual({
      name: 'displayName',
      value: 'x',
    });
    const xml = await ask(`${collection}/displayName`, {
      method: 'PUT',
      body: '<property name="displayName" value="y"/>',
      headers: { 'Content-Type': 'application/xml', Accept: 'application/json' },
    });
    expect(xml.json).toEqual({ name: 'displayName', value: 'y' });
  });

  it('is created where it is not there, under a name that is encoded in the path', async () => {
    const { ask, file } = await serve();
    const name = 'a/b ?%.ü:';
    await ask(`${collection}/${encodeURIComponent(name)}`, { method: 'PUT', body: 'v' });
    expect((await ask(`${collection}/${encodeURIComponent(name)}`, text)).text).toBe('v');
    expect(file('_Root')).toContain('<param name="a/b ?%.ü:" value="v" />');
  });

  it('is read as text, JSON and XML, also under /value', async () => {
    const { ask } = await serve();
    expect((await ask(`${collection}/Zone`, text)).text).toBe('a "b"');
    expect((await ask(`${collection}/Zone/value`, text)).text).toBe('a "b"');
    expect((await ask(`${collection}/Zone`)).json).toEqual({ name: 'Zone', value: 'a "b"' });
    expect((await ask(`${collection}/Zone`, { headers: { Accept: 'application/xml' } })).text).toContain(
      '<property name="Zone" value="a &quot;b&quot;"/>',
    );
    expect((await ask(`${collection}/nothing`)).status).toBe(404);
  });

  it('is removed, and removing an absent one succeeds', async () => {
    const { ask, file } = await serve();
    expect((await ask(`${collection}/displayName`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(`${collection}/displayName`, { method: 'DELETE' })).status).toBe(204);
    expect(file('_Root')).toBe(root.replace('        <param name="displayName" value="GitHub.com" />\n', ''));
  });

  it('may be empty', async () => {
    const { ask, file } = await serve();
    expect((await ask(`${collection}/displayName`, { method: 'PUT', body: '' })).status).toBe(200);
    expect(file('_Root')).toContain('<param name="displayName" value="" />');
  });

  it('holds whatever XML can hold, and refuses the rest without writing', async () => {
    const { ask, file } = await serve();
    await fc.assert(
      fc.asyncProperty(anyText(20), async (value) => {
        const before = file('_Root');
        const { status } = await ask(`${collection}/displayName`, { method: 'PUT', body: { value } });
        if (fitsXml(value)) {
          expect((await ask(`${collection}/displayName`)).json.value).toBe(value);
        } else {
          expect([status, file('_Root')]).toEqual([400, before]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([['a\u0000'], ['\u001b'], ['\ufffe']])('refuses the control characters of %j', async (body) => {
    const { ask, file } = await serve();
    const { status } = await ask(`${collection}/displayName`, { method: 'PUT', body });
    expect([status, file('_Root')]).toEqual([400, root]);
  });
});

describe('all properties', () => {
  it('are listed by name without regard to case, with a filter where one is given', async () => {
    const { ask } = await serve();
    expect(
      (await ask(`${collection}?fields=property(name)`)).json.property.map(({ name }: { name: string }) => name),
    ).toEqual(['clientId', 'displayName', 'providerType', 'secure:clientSecret', 'secure:unset', 'Zone']);
    expect((await ask(`${collection}?locator=name:Zone`)).json).toEqual({
      count: 1,
      property: [{ name: 'Zone', value: 'a "b"' }],
    });
  });

  it('are replaced as a whole: the secret that is not given is lost', async () => {
    const { ask } = await serve();
    const body = { property: [{ name: 'only', value: '1' }] };
    expect((await ask(collection, { method: 'PUT', body })).json).toEqual({
      count: 1,
      property: [{ name: 'only', value: '1' }],
    });
  });

  it('get one more by POST', async () => {
    const { ask, file } = await serve();
    expect((await ask(collection, { body: { name: 'new', value: '1' } })).json).toEqual({ name: 'new', value: '1' });
    expect(file('_Root')).toBe(
      root.replace(
        '        <param name="providerType"',
        '        <param name="new" value="1" />\n        <param name="providerType"',
      ),
    );
    const refused = await ask(collection, { body: { name: 'new' } });
    expect([refused.status, messageOf(refused)]).toEqual([400, expect.stringContaining('should be specified')]);
  });
});

describe('a secret', () => {
  const secret = 'hush <&> hush';

  it('is never answered, and stored as a reference only', async () => {
    const { ask, file, server } = await serve();
    const path = `${collection}/${encodeURIComponent('secure:clientSecret')}`;
    await ask(path, { method: 'PUT', body: secret });
    expect(file('_Root')).toMatch(/<param name="secure:clientSecret" value="credentialsJSON:[0-9a-f-]{36}" \/>/);
    for (const accept of ['text/plain', 'application/json', 'application/xml', '*/*']) {
      const answer = await ask(path, { headers: { Accept: accept } });
      expect([answer.status, answer.text]).toEqual([
        400,
        expect.stringContaining('Secure parameters cannot be retrieved'),
      ]);
    }
    const all = await ask('/projects?fields=**');
    expect(all.text).not.toContain('credentialsJSON');
    expect(all.text).not.toContain('hush');
    expect(server.receivedSecrets()).toEqual([
      { project: '_Root', feature: 'PROJECT_EXT_2', property: 'secure:clientSecret', value: secret },
    ]);
    expect(JSON.stringify(server.requests)).not.toContain('hush');
  });

  it('set by JSON is answered without its value', async () => {
    const { ask } = await serve();
    const path = `${collection}/secure%3AclientSecret`;
    expect((await ask(path, { method: 'PUT', body: { value: secret } })).json).toEqual({ name: 'secure:clientSecret' });
  });

  it('that is empty is answered, as empty', async () => {
    const { ask, server } = await serve();
    expect((await ask(`${collection}/secure%3Aunset`)).json).toEqual({ name: 'secure:unset', value: '' });
    await ask(`${collection}/secure%3AclientSecret`, { method: 'PUT', body: '' });
    expect((await ask(`${collection}/secure%3AclientSecret`, text)).text).toBe('');
    expect(server.receivedSecrets()).toEqual([]);
  });

  it('that is a reference already stays that reference', async () => {
    const { ask, file } = await serve();
    const reference = 'credentialsJSON:99999999-2222-4333-8444-555555555555';
    await ask(`${collection}/secure%3AclientSecret`, { method: 'PUT', body: reference });
    expect(file('_Root')).toContain(`value="${reference}"`);
  });
});
