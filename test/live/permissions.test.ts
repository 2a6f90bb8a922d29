import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readGranted } from '../../compiler/live/permissions.ts';
import { answering } from '../answering.ts';
import { failureLines } from '../failure-of.ts';
import { swiftPace } from '../swift-pace.ts';

const token = 'a-token';

/** Asks a server that answers so, and gives the path that it was asked for too. */
async function asked(status: number, body: string): Promise<readonly [granted: unknown, path: string | undefined]> {
  let path: string | undefined;
  const url = await answering((request, response) => {
    path = request.url;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  return [await readGranted({ url, token, pace: swiftPace() }, 'edit_project'), path];
}

describe('where a permission is granted', () => {
  it('is asked in one request for all projects', async () => {
    const assignments = [{ isGlobalScope: false, project: { id: 'A' } }, { project: { id: 'B' } }];
    const [granted, path] = await asked(200, JSON.stringify({ permissionAssignment: assignments }));
    expect(granted).toEqual(new Set(['A', 'B']));
    expect(decodeURIComponent(path ?? '')).toBe(
      '/app/rest/users/current/permissions?locator=permission:edit_project&fields=permissionAssignment(isGlobalScope,project(id))',
    );
  });

  it('is nowhere where the list is empty', async () => {
    expect((await asked(200, '{"permissionAssignment":[]}'))[0]).toEqual(new Set());
  });

  it.each(['{"permissionAssignment":[{"isGlobalScope":true}]}', '{"permissionAssignment":[{}]}'])(
    'is everywhere where the server says %s',
    async (body) => {
      expect((await asked(200, body))[0]).toBe('everywhere');
    },
  );

  it.each([
    [404, '{"errors":[{"message":"Not found"}]}'],
    [400, 'unknown dimension'],
    [403, 'no'],
    [500, 'broken'],
    [200, '{"count":1}'],
    [200, 'Welcome'],
  ])('is not known where the server answers %d %s', async (status, body) => {
    expect((await asked(status, body))[0]).toBeUndefined();
  });

  it('is not asked of a server that does not take the token any more, or is gone', async () => {
    expect(await failureLines(() => asked(401, ''))).toEqual([
      expect.stringMatching(/^PB402 .* does not accept the access token\.$/),
    ]);
    const server = await startServer();
    await server.close();
    expect(
      await failureLines(() => readGranted({ url: server.url, token, pace: swiftPace() }, 'edit_project')),
    ).toEqual([expect.stringMatching(/^PB401 /)]);
  });

  it('is told by the embedded server for each of its tokens', async () => {
    const server = await startServer();
    onTestFinished(() => server.close());
    const granted = async (name: 'edit' | 'read' | 'view' | 'none'): Promise<unknown> =>
      readGranted({ url: server.url, token: server.tokens[name] }, 'edit_project');
    expect(await Promise.all([granted('edit'), granted('read'), granted('view'), granted('none')])).toEqual([
      'everywhere',
      new Set(),
      new Set(),
      undefined,
    ]);
  });
});
