import { describe, expect, it } from 'vitest';
import { serverAddress } from '../../compiler/live/server-address.ts';
import { failureLines, failureOf } from '../failure-of.ts';

describe('the server’s address', () => {
  it.each([
    ['https://teamcity.example.com', 'https://teamcity.example.com'],
    ['https://teamcity.example.com/', 'https://teamcity.example.com'],
    ['http://example.com:8111/teamcity/', 'http://example.com:8111/teamcity'],
    ['https://teamcity.example.com/app/rest', 'https://teamcity.example.com'],
  ])('%s is %s', (text, address) => {
    expect(serverAddress(text)).toBe(address);
  });

  it('is refused where it is none', async () => {
    expect(await failureLines(async () => serverAddress('teamcity'))).toEqual([
      'PB401 The server’s address is not a URL.',
    ]);
    expect(await failureLines(async () => serverAddress('ftp://example.com'))).toEqual([
      'PB401 Plugboard speaks http and https, not `ftp`.',
    ]);
  });

  it('is refused without being repeated where it holds a password', async () => {
    const found = await failureOf(async () => serverAddress('https://user:hunter2@example.com'));
    expect(found.map(({ message }) => message)).toEqual([
      'The address of example.com holds a user name or a password.',
    ]);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});
