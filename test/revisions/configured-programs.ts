import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';

/** Programs that leave a mark when they run. */
export interface Marks {
  /** A command for a shell; what it reads, it writes. */
  readonly command: (name: string) => string;
  /** A file that can be run; further words are what it does besides. */
  readonly program: (path: string, name: string, more?: string) => string;
  /** What has run. */
  readonly left: () => readonly string[];
}

export function marks(): Marks {
  const folder = temporaryFolder();
  return {
    command: (name) => `touch '${folder}/${name}'; cat`,
    program: (path, name, more = 'cat >/dev/null') => {
      writeFileSync(path, `#!/bin/sh\ntouch '${folder}/${name}'\n${more}\n`);
      chmodSync(path, 0o755);
      return path;
    },
    left: () => readdirSync(folder).sort(),
  };
}

const hooks = ['post-checkout', 'post-index-change', 'pre-auto-gc', 'reference-transaction', 'fsmonitor-watchman'];

/** Everything that Git runs because its configuration says so, as lines for `git config --file`. */
export function configuredPrograms({ command, program }: Marks): Readonly<Record<string, string>> {
  const folder = temporaryFolder();
  const hooksPath = join(folder, 'hooks');
  mkdirSync(hooksPath);
  for (const hook of hooks) program(join(hooksPath, hook), `hook-${hook}`);
  const one = (name: string): string => program(join(folder, name), name, 'cat "$1" 2>/dev/null');
  return {
    'core.fsmonitor': one('fsmonitor'),
    'core.hooksPath': hooksPath,
    'core.pager': one('pager'),
    'pager.rev-list': one('pager-rev-list'),
    'core.editor': one('editor'),
    'core.askPass': one('askpass'),
    'core.sshCommand': one('ssh'),
    'core.gitProxy': one('proxy'),
    'credential.helper': `!${command('credential')}`,
    'diff.external': one('external'),
    'diff.marked.textconv': one('textconv'),
    'diff.marked.command': one('driver'),
    'filter.marked.clean': command('clean'),
    'filter.marked.smudge': command('smudge'),
    'gpg.program': one('gpg'),
    'log.showSignature': 'true',
    'protocol.allow': 'always',
    'protocol.ext.allow': 'always',
    ...Object.fromEntries(
      ['cat-file', 'diff-tree', 'for-each-ref', 'log', 'ls-tree', 'merge-base', 'rev-list', 'rev-parse'].map((name) => [
        `alias.${name}`,
        `!${command(`alias-${name}`)}`,
      ]),
    ),
  };
}

/** Variables by which whoever starts Plugboard may have told Git to run something. */
export function stubVariables({ program }: Marks): void {
  const folder = temporaryFolder();
  const one = (name: string): string => program(join(folder, name), name);
  const variables = {
    GIT_ASKPASS: one('variable-askpass'),
    GIT_EXTERNAL_DIFF: one('variable-external'),
    GIT_PAGER: one('variable-pager'),
    GIT_SSH_COMMAND: one('variable-ssh'),
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: one('variable-fsmonitor'),
    GIT_DIR: join(folder, 'elsewhere'),
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
