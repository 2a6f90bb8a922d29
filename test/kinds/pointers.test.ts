import { describe, expect, it } from 'vitest';
import { pointersOf } from '../../compiler/kinds/pointers.ts';
import { referringProperties } from '../../schemas/referring-properties.ts';

const ids = (properties: Readonly<Record<string, string>>): readonly string[] =>
  pointersOf(properties).map(({ connection }) => connection);

describe('properties that name connections', () => {
  it('are each known once', () => {
    const names = referringProperties.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('name one, or several with commas between them', () => {
    expect(ids({ awsConnectionId: 'E1' })).toEqual(['E1']);
    expect(ids({ login2registry: 'E1, E2,,E3' })).toEqual(['E1', 'E2', 'E3']);
    expect(ids({ awsConnectionId: 'E1,E2' })).toEqual(['E1,E2']);
  });

  it('name none where they are empty, or called otherwise', () => {
    expect(ids({ awsConnectionId: '', login2registry: ',', constructor: 'E1', loginCheckbox: 'on' })).toEqual([]);
  });

  it.each([
    ['tc_token_id:0a1b2c3d-1111-2222-3333-444455556666-PROJECT_EXT_6:-1:f00', ['PROJECT_EXT_6']],
    [
      'tc_token_id:0a1b2c3d-1111-2222-3333-444455556666-tc-cloud-github-connection:12:f00',
      ['tc-cloud-github-connection'],
    ],
    ['tc_token_id:CID_0123456789abcdef0123456789abcdef:1:f00', []],
    ['PROJECT_EXT_6', []],
  ])('name that of a token, where its id says so: %s', (tokenId, connections) => {
    expect(ids({ tokenId })).toEqual(connections);
  });
});
