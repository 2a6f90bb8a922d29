import { describe, expect, it } from 'vitest';
import { openTexts } from '../../compiler/check/open-texts.ts';
import { plainSecrets } from '../../compiler/check/plain-secrets.ts';
import { urlsHoldNoCredentials } from '../../compiler/check/rules/urls-hold-no-credentials.ts';
import { compile } from '../../compiler/compile.ts';
import type { Declared } from '../../compiler/model.ts';
import { diagnosticsText } from '../../compiler/render/diagnostics-text.ts';
import { quoting } from '../../compiler/render/quoting.ts';
import { styleFor } from '../../compiler/render/style.ts';
import { declaredConnection, declaredProject, declaredStack, need } from '../declared.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { runRule } from './run-rule.ts';
import { registryAt } from './urls.ts';

const withUrl = (url: string): Declared => declaredStack([], { connections: [registryAt(url)] });

const secret = 'correct-horse';

describe('URLs hold no credentials', () => {
  it.each([
    'https://registry.example.com',
    'registry.example.com:5000',
    'https://ci@registry.example.com',
    'https://acme-payments@dev.azure.com/acme-payments',
    'https://ci:%registry.password%@registry.example.com',
    'https://registry.example.com/@acme',
    'https://registry.example.com:5000/@acme',
    'https://registry.example.com:/@acme',
    'someone@example.com',
  ])('accepts %s', (url) => {
    expect(runRule(urlsHoldNoCredentials, withUrl(url))).toEqual([]);
  });

  it.each([
    `https://ci:${secret}@registry.example.com`,
    `https://:${secret}@registry.example.com`,
    `http://ci:${secret}@registry.example.com:5000/v2`,
    `https://ci:%user%${secret}@registry.example.com`,
    `https://ci:${secret}/with/slashes@registry.example.com`,
    `https://ci:${secret}@with@signs@registry.example.com`,
    `https://${secret}-${secret}@registry.example.com`,
    ` https://ci:${secret}@registry.example.com`,
  ])('finds and never shows what is in %s', (url) => {
    const declared = withUrl(url);
    const found = runRule(urlsHoldNoCredentials, declared);
    expect(found).toMatchObject([
      {
        code: 'PB212',
        message: '`url` of `_Root/r` is a URL with a password or a token in it.',
        place: { path: ['url'] },
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(plainSecrets(declared).some((one) => one.includes(secret))).toBe(true);
    expect(openTexts(declared).filter((text) => text.includes(secret))).toEqual([]);
  });

  it('finds them in options, in free names and in needs', () => {
    const url = `https://ci:${secret}@registry.example.com`;
    const custom = declaredConnection('c', 'custom', { providerType: 'a', properties: { endpoint: url } });
    const nested = declaredConnection('n', 'azureConnection', {
      credentialsType: { option: 'msal', authorityUrl: url },
    });
    const needing = declaredProject('Payments', { needs: [need('dockerRegistry', { url })] });
    const declared = declaredStack([needing], { connections: [custom, nested] });
    expect(runRule(urlsHoldNoCredentials, declared).map(({ message }) => message)).toEqual([
      '`url` of the needs of `Payments` is a URL with a password or a token in it.',
      '`properties.endpoint` of `_Root/c` is a URL with a password or a token in it.',
      '`credentialsType.authorityUrl` of `_Root/n` is a URL with a password or a token in it.',
    ]);
  });

  it('hides a password also where another line of the program holds it', async () => {
    const folder = temporaryFolder({
      'plugboard.ts': [
        "import { dockerRegistry, root } from 'plugboard';",
        `const password = '${secret}';`,
        'export default root({',
        "  stack: 'acme',",
        '  connections: {',
        "    r: dockerRegistry({ name: 'Registry', url: `https://ci:${password}@registry.example.com` }),",
        `    s: dockerRegistry({ name: 'Other', url: 'http://x.example.com/${secret}' }),`,
        '  },',
        '});',
      ].join('\n'),
    });
    const compiled = await compile({ stackFile: `${folder}/plugboard.ts`, inputs: {} });
    const text = diagnosticsText(compiled.diagnostics, quoting(compiled), styleFor(false));
    expect(compiled.diagnostics.map(({ code }) => code)).toEqual(['PB212', 'PB211', 'PB213']);
    expect(text).not.toContain(secret);
  });
});
