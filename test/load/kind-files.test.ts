import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check } from '../../compiler/check/check.ts';
import { readStackKinds } from '../../compiler/load/kind-files.ts';
import { loadFiles, told, writeFiles } from './program-folder.ts';

const scenario = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../scenarios/a-kind-of-ones-own/${name}`, import.meta.url)), 'utf8');

const files = {
  'stack/artifactory.schema.json': scenario('artifactory.schema.json'),
  'stack/plugboard.kinds.ts': scenario('plugboard.kinds.ts'),
  'stack/plugboard.ts': `import { root } from 'plugboard';
import { artifactory } from './plugboard.kinds.ts';

export default root({
  stack: 'acme',
  connections: { own: artifactory({ displayName: 'Artifactory', url: 'artifactory.example.com' }) },
});
`,
};

describe('the kind files of a stack', () => {
  it('judge what the program declares, at the place where the author wrote it', async () => {
    const { declared, diagnostics, program } = await loadFiles(files);
    expect(diagnostics).toEqual([]);
    if (declared === undefined) throw new Error('nothing was declared');
    expect(told(await program.locate(check(declared)))).toEqual([
      'PB203 plugboard.ts:6:70 `url` of `_Root/own` is `"artifactory.example.com"`, but must be a URL.',
    ]);
  });

  it('can be needed by a program that declares no connection of them', async () => {
    const program = (need: string): string =>
      `import { project, root } from 'plugboard';\nexport default root({ stack: 'a', projects: [project('A', { needs: [${need}] })] });`;
    const found = async (need: string): Promise<readonly string[]> =>
      told((await loadFiles({ ...files, 'stack/plugboard.ts': program(need) })).diagnostics);
    expect(await found("'artifactory', { kind: 'artifactory', url: 'https://artifactory.example.com' }")).toEqual([]);
    expect(await found("{ kind: 'artifactory', uri: 'https://artifactory.example.com' }")).toEqual([
      'TS2353 plugboard.ts:2:92 `artifactory` has no property `uri`.',
    ]);
  });

  it('are reported where they are no JSON, describe no kind, or lead out of the folder', async () => {
    const folder = writeFiles({
      'stack/plugboard.ts': '',
      'stack/broken.schema.json': '{',
      'stack/docker.schema.json': files['stack/artifactory.schema.json'].replace('JFrog_Artifactory', 'Docker'),
      'stack/empty.schema.json': '{ "x-kind": {} }',
      'stack/link.schema.json': { link: '../outside.json' },
      'stack/somebody-elses.schema.json': '{ "type": "object" }',
      'outside.json': files['stack/artifactory.schema.json'],
    });
    const { kinds, diagnostics } = await readStackKinds(join(folder, 'stack/plugboard.ts'));
    expect(kinds).toBeUndefined();
    const messages = diagnostics.map(({ code, message }) => `${code} ${message}`);
    expect(messages.filter((message) => !message.includes('empty'))).toEqual([
      expect.stringMatching(/^PB114 `broken\.schema\.json` describes no kind\. It is not JSON: /),
      'PB103 `link.schema.json` leads out of the stack’s folder.',
      'PB115 `docker.schema.json` cannot be used. The provider type `Docker` is that of `dockerRegistry`.',
    ]);
    expect(messages.filter((message) => message.includes('empty')).length).toBeGreaterThan(0);
  });
});
