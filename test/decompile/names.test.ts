import { describe, expect, it } from 'vitest';
import { decompile } from '../../compiler/decompile/decompile.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { options } from './imported.ts';

describe('names', () => {
  const keys = (...names: readonly string[]): readonly string[] => {
    const connections = names.map((name, at) => liveRegistry(`E${at}`, name));
    const text = decompile(liveState([liveProject('_Root', { connections })]), options).files.get('plugboard.ts') ?? '';
    return [...text.matchAll(/^ {4}(\S+): dockerRegistry/gm)].map(([, key = '']) => key);
  };

  it('come from display names, and are legal', () => {
    expect(
      keys(
        'GitHub.com (reports)',
        "Joe's ECR",
        'Grüße',
        '世界',
        '1Password',
        'constructor',
        '__proto__',
        'HTTPServer X',
      ),
    ).toEqual([
      'gitHubComReports',
      'joesEcr',
      'grusse',
      'dockerRegistry',
      '_1Password',
      'constructor2',
      'proto',
      'httpServerX',
    ]);
    expect(keys(`${'long '.repeat(30)}`)[0]).toMatch(/^[A-Za-z]{1,80}$/);
  });

  it('are given once in a project', () => {
    expect(keys('A', 'a', 'A!', 'a2')).toEqual(['a', 'a2', 'a3', 'a22']);
  });

  it('that the ledger has are kept', () => {
    const connections = [liveRegistry('E1', 'Hub'), liveRegistry('E2', 'Other')];
    const ledgers = [ledgerFeature('L', 'acme', '_Root', { other: { kind: 'dockerRegistry', id: 'E1' } })];
    const text = decompile(liveState([liveProject('_Root', { connections, ledgers })]), options).files.get(
      'plugboard.ts',
    );
    expect([...(text ?? '').matchAll(/^ {4}(\S+): dockerRegistry/gm)].map(([, key]) => key)).toEqual([
      'other',
      'other2',
    ]);
  });

  it('of files and variables are unique and legal', () => {
    const ids = ['Con', 'default', 'Foo_Bar', 'FooBar', 'fooBar_', 'plugboard', 'secret'];
    const live = liveState(ids.map((id) => liveProject(id, { connections: [liveRegistry('E', 'R')] })));
    const { files } = decompile(live, options);
    expect([...files.keys()]).toEqual([
      ...[
        'plugboard.ts',
        'con-2.ts',
        'default.ts',
        'foo-bar.ts',
        'foo-bar-2.ts',
        'foo-bar-3.ts',
        'plugboard-2.ts',
        'secret.ts',
      ],
    ]);
    expect(files.get('plugboard.ts')).toContain(
      'projects: [con, default2, fooBar, fooBar2, fooBar3, plugboard, secret2]',
    );
  });
});
