import { describe, expect, it } from 'vitest';
import { vault } from './ask-vault.ts';

describe('the Vault-compatible server', () => {
  it('takes what Vault’s own command line sends', async () => {
    const running = await vault();
    const ask = async (method: string, path: string, body?: object, token = running.token): Promise<unknown> => {
      const headers = { 'x-vault-token': token };
      const response = await fetch(`${running.url}/v1/${path}`, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      return text === '' ? response.status : { status: response.status, ...JSON.parse(text) };
    };
    const metadata = {
      created_time: '2026-01-01T00:00:00Z',
      custom_metadata: null,
      deletion_time: '',
      destroyed: false,
    };
    expect(await ask('POST', 'secret/data/a', { data: { k: 'v' } })).toEqual({
      status: 200,
      data: { ...metadata, version: 1 },
    });
    expect(await ask('DELETE', 'secret/data/a')).toBe(204);
    expect(await ask('GET', 'secret/data/a')).toEqual({
      status: 404,
      data: { data: null, metadata: { ...metadata, deletion_time: '2026-01-02T00:00:00Z', version: 1 } },
    });
    expect(await ask('POST', 'secret/undelete/a', { versions: [1] })).toBe(204);
    expect(await ask('GET', 'secret/data/a')).toEqual({
      status: 200,
      data: { data: { k: 'v' }, metadata: { ...metadata, version: 1 } },
    });
    expect(await ask('POST', 'secret/destroy/a', { versions: [1] })).toBe(204);
    expect(await ask('GET', 'secret/data/a')).toMatchObject({ status: 404, data: { metadata: { destroyed: true } } });
    expect(await ask('GET', 'secret/data/a', undefined, 'nobody')).toMatchObject({ status: 403 });
    expect(await ask('GET', 'secret/a')).toMatchObject({ status: 405 });
  });
});
