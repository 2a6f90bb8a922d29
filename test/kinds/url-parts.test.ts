import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { urlParts } from '../../compiler/kinds/url-parts.ts';

describe('a URL of a connection', () => {
  it.each([
    ['https://gitlab.example.com', { scheme: 'https', host: 'gitlab.example.com', path: '' }],
    ['HTTPS://GitLab.Example.com:8443/a/b?c#d', { scheme: 'https', host: 'gitlab.example.com', path: '/a/b' }],
    ['registry.example.com:5000', { host: 'registry.example.com', path: '' }],
    ['registry', { host: 'registry', path: '' }],
    ['http://10.0.0.7/', { scheme: 'http', host: '10.0.0.7', path: '/' }],
    ['https://[FD12:0:0::1]:5000/v2', { scheme: 'https', host: '[fd12::1]', path: '/v2' }],
    ['https://2130706433', { scheme: 'https', host: '127.0.0.1', path: '' }],
    ['https://somebody@git.example.com', { scheme: 'https', host: 'git.example.com', path: '' }],
    ['https://münchen.example.com', { scheme: 'https', host: 'münchen.example.com', path: '' }],
    ['https://%host%/api', { scheme: 'https', host: '%host%', path: '/api' }],
    ['https://git.example.com:%env.PORT%', { scheme: 'https', host: 'git.example.com', path: '' }],
    ['https://%vault:git/server!/host%:8443/api', { scheme: 'https', host: '%vault.git.server..host%', path: '/api' }],
    ['%registry.url%', { host: '%registry.url%', path: '' }],
  ])('is taken apart: %s', (text, parts) => {
    expect(urlParts(text)).toEqual(parts);
  });

  it.each([
    ['', 'has no host'],
    ['https://', 'has no host'],
    ['https:///path', 'has no host'],
    ['https://:443', 'has no host'],
    ['https:/git.example.com', 'has one slash after its scheme, and needs two'],
    ['https://git example.com', 'has a blank in it'],
    ['https://git.example.com ', 'has a blank in it'],
    ['https://git.example.com\\api', 'has a character in it that no URL has'],
    ['https://[::1', 'has a bracket that is not closed'],
    ['https://[::g]', 'has a host that cannot exist'],
    ['https://fd12::1', 'has more than one colon: an address of IPv6 stands in brackets, as in `https://[fd00::1]`'],
    ['https://git.example.com:', 'has no port from 0 to 65535 after its colon'],
    ['https://git.example.com:99999', 'has no port from 0 to 65535 after its colon'],
    ['https://git.example.com:http', 'has no port from 0 to 65535 after its colon'],
    ['https://git..example.com', 'has a host that cannot exist'],
    ['https://.example.com', 'has a host that cannot exist'],
    ['https://git<example>.com', 'has a host that cannot exist'],
    ['https://300.1.1.1', 'has a host that cannot exist'],
  ])('is told why it is none: %s', (text, fault) => {
    expect(urlParts(text)).toEqual({ fault });
  });

  it('has the host that browsers find, whatever address it is', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true }), (text) => {
        const { protocol, hostname } = new URL(text);
        expect(urlParts(text)).toMatchObject({ scheme: protocol.slice(0, -1), host: hostname });
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(urlParts(`https://[${address}]:8443`)).toEqual({
          scheme: 'https',
          host: new URL(`https://[${address}]`).hostname,
          path: '',
        });
      }),
    );
  });
});
