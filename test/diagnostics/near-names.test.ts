import { describe, expect, it } from 'vitest';
import { nearNames } from '../../compiler/diagnostics/near-names.ts';

const properties = ['displayName', 'clientId', 'clientSecret', 'url', 'userName', 'password'];

describe('near names', () => {
  it.each([
    ['displayNam', ['displayName']],
    ['displaynmae', ['displayName']],
    ['clientid', ['clientId']],
    ['cleintId', ['clientId']],
    ['username', ['userName']],
    ['ulr', ['url']],
    ['token', []],
    ['', []],
  ])('finds for %j what was meant', (written, meant) => {
    expect(nearNames(written, properties)).toEqual(meant);
  });

  it('puts the nearest first, and gives three at most', () => {
    expect(nearNames('node', ['mode', 'Node', 'nodes', 'code', 'note'])).toEqual(['Node', 'code', 'mode']);
  });

  it('never suggests the very name', () => {
    expect(nearNames('url', ['url'])).toEqual([]);
  });
});
