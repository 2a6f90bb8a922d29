import { describe, expect, it } from 'vitest';
import { messageOf, serve } from './serve.ts';

const path = '/users/current/permissions';

describe('permissions of the caller', () => {
  it('are all that the token gives, for the whole server', async () => {
    const { ask, server } = await serve();
    expect((await ask(path)).json).toEqual({
      count: 4,
      permissionAssignment: [
        {
          isGlobalScope: true,
          permission: { id: 'view_project', name: 'View project and all parent projects' },
        },
        {
          isGlobalScope: true,
          permission: { id: 'view_build_configuration_settings', name: 'View build configuration settings' },
        },
        { isGlobalScope: true, permission: { id: 'edit_project', name: 'Edit project' } },
        { isGlobalScope: true, permission: { id: 'create_sub_project', name: 'Create subproject' } },
      ],
    });
    const fields = 'fields=permissionAssignment(permission(id))';
    const ids = async (token: string): Promise<readonly string[]> =>
      (await ask(`${path}?${fields}`, { token })).json.permissionAssignment.map(
        (one: { readonly permission: { readonly id: string } }) => one.permission.id,
      );
    expect(await ids(server.tokens.read)).toEqual(['view_project', 'view_build_configuration_settings']);
    expect(await ids(server.tokens.view)).toEqual(['view_project']);
    expect((await ask(path, { token: server.tokens.none })).status).toBe(403);
  });

  it('are filtered by permission, project and scope', async () => {
    const { ask, server } = await serve();
    const count = async (locator: string, token = server.tokens.edit): Promise<number> =>
      (await ask(`${path}?locator=${encodeURIComponent(locator)}&fields=count`, { token })).json.count;
    expect(await count('permission:edit_project')).toBe(1);
    expect(await count('permission:EDIT_PROJECT,project:(id:Coast)')).toBe(1);
    expect(await count('permission:edit_project', server.tokens.read)).toBe(0);
    expect(await count('global:false')).toBe(0);
    expect(await count('count:2')).toBe(2);
  });

  it('are refused for what is not known', async () => {
    const { ask } = await serve();
    const unknown = await ask(`${path}?locator=permission:fly`);
    expect([unknown.status, messageOf(unknown)]).toEqual([
      400,
      "Unsupported value 'fly'. Supported values are: [view_project, view_build_configuration_settings, edit_project, create_sub_project]",
    ]);
    expect((await ask(`${path}?locator=project:(id:Nowhere)`)).status).toBe(404);
    expect((await ask('/users/id:1/permissions')).status).toBe(404);
  });

  it('are XML unless JSON is asked for', async () => {
    const { ask, server } = await serve();
    const { text } = await ask(path, { token: server.tokens.view, headers: { Accept: 'application/xml' } });
    expect(text).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><permissionAssignments count="1">' +
        '<permissionAssignment isGlobalScope="true"><permission id="view_project" name="View project and all parent projects"/>' +
        '</permissionAssignment></permissionAssignments>',
    );
  });
});
