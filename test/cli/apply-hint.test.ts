import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { applyHint } from '../../compiler/cli/apply-hint.ts';
import { shellWord } from '../../compiler/diagnostics/shell-word.ts';
import type { ConnectionChange, LiveSource, Plan, PropertyChange } from '../../compiler/model.ts';

const plan = (source: LiveSource): Plan => ({
  stack: 'acme',
  source,
  changes: [{ target: 'project', action: 'create', id: 'New', name: 'New', parent: '_Root' }],
  unchanged: 0,
  unmanaged: [],
  audiences: [],
});
const digest = 'sha256:0';
const ofServer = plan({ kind: 'server', url: 'https://teamcity.example.com' });

describe('the hint after a saved plan', () => {
  it('names only what differs from the defaults', () => {
    expect(applyHint('plan.json', digest, ofServer, { stack: 'plugboard.ts', input: {} })).toBe(
      '\nSaved the plan of stack "acme", digest sha256:0. To apply exactly this:\n    plugboard apply plan.json\n',
    );
  });

  it('is a command with the same stack, inputs and server', () => {
    const options = {
      stack: 'infra/plugboard.ts',
      input: { stage: 'pre production', owner: "o'neill" },
      server: 'https://teamcity.example.com',
    };
    const command = applyHint('my plan.json', digest, ofServer, options).trimEnd().split('\n').at(-1) ?? '';
    const words = execFileSync('sh', ['-c', `plugboard() { printf '%s\\n' "$@"; }; ${command}`], { encoding: 'utf8' });
    expect(words.trimEnd().split('\n')).toEqual([
      'apply',
      'my plan.json',
      '--stack',
      'infra/plugboard.ts',
      '--input',
      'stage=pre production',
      '--input',
      "owner=o'neill",
      '--server',
      'https://teamcity.example.com',
    ]);
  });

  it('tells a file from an option', () => {
    expect(applyHint('-plan', digest, ofServer, { stack: 'plugboard.ts', input: {} })).toContain(
      'plugboard apply ./-plan\n',
    );
  });

  it('names each program that a secret comes from, once', () => {
    const secret = (...command: string[]): PropertyChange => ({
      property: 'token',
      featureProperty: 'secure:token',
      after: { secret: 'command', command },
      sensitive: true,
    });
    const change: ConnectionChange = {
      target: 'connection',
      action: 'update',
      reason: 'differs',
      address: 'Payments/npm',
      project: 'Payments',
      key: 'npm',
      kind: 'npmRegistry',
      providerType: 'NpmRegistry',
      displayName: 'npm',
      properties: [secret('pass', 'show', 'a'), secret('my tools/get', 'b'), secret('pass', 'show', 'c')],
      unchanged: 0,
    };
    expect(
      applyHint('plan.json', digest, { ...ofServer, changes: [change] }, { stack: 'plugboard.ts', input: {} }),
    ).toContain("    plugboard apply plan.json --allow-command pass --allow-command 'my tools/get'\n");
  });

  it('does not offer to apply what was planned without a server', () => {
    const ofFiles = plan({ kind: 'data-directory', path: '/data' });
    expect(applyHint('plan.json', digest, ofFiles, { stack: 'plugboard.ts', input: {}, dataDir: '/data' })).toBe(
      '\nSaved the plan of stack "acme", digest sha256:0. It was made from files: it can be read, and not be applied.\n',
    );
  });
});

describe('a word of a command line', () => {
  it.each(['', 'plain', "it's", '$HOME `id` "x" \\ *', 'two\nlines', '~', '#', 'é'])(
    '%j comes out as it is',
    (text) => {
      expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' })).toBe(text);
    },
  );
});
