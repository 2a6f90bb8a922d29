import { describe, expect, it } from 'vitest';
import { Failure } from '../../compiler/diagnostics/failure.ts';
import { ledgerFileText, mergeLedgerFile, readLedgerFile } from '../../compiler/ledger/ledger-file.ts';
import { readOwnership } from '../../compiler/ledger/ownership.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';

const registry = { kind: 'dockerRegistry', id: 'E1', revisions: { 'secure:userPass': 2 } };
const text = `{
  "format_version": "1.0",
  "server": "uuid-1",
  "stack": "acme",
  "projects": {
    "Payments": {
      "registry": {
        "kind": "dockerRegistry",
        "id": "E1",
        "revisions": {
          "secure:userPass": 2
        }
      }
    }
  }
}
`;

const read = (content: string, stack = 'acme', server = 'uuid-1'): ReturnType<typeof readLedgerFile> =>
  readLedgerFile('ledger.json', content, stack, server);

function failureOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
    throw error;
  }
  return [];
}

const changed = (change: (content: Record<string, unknown>) => unknown): string =>
  JSON.stringify(change(JSON.parse(text)));

describe('a ledger file', () => {
  it('is read and written byte for byte, projects and keys in order', () => {
    expect(ledgerFileText(read(text))).toBe(text);
    const projects = new Map([
      [
        'B',
        new Map([
          ['y', registry],
          ['x', registry],
        ]),
      ],
      ['A', new Map([['z', registry]])],
      ['Empty', new Map()],
    ]);
    const written = JSON.parse(ledgerFileText({ server: '', stack: 'acme', projects }));
    expect(Object.entries(written.projects).map(([id, entries]) => [id, Object.keys(entries as object)])).toEqual([
      ['A', ['z']],
      ['B', ['x', 'y']],
    ]);
  });

  it('keeps what a newer version has added to an entry', () => {
    const newer = text.replace('"id": "E1",', '"id": "E1",\n        "addedLater": true,');
    expect(ledgerFileText(read(newer))).toBe(newer);
  });

  it.each([
    ['no JSON', '{"format_version": "1.0"', 'is damaged (it is not JSON).'],
    ['without projects', changed(({ projects: _, ...rest }) => rest), 'is damaged (at `projects`).'],
    [
      'with a damaged entry',
      changed((content) => ({ ...content, projects: { Payments: { registry: { id: 'E1' } } } })),
      'is damaged (at key `registry` of project `Payments`).',
    ],
    [
      'of a newer format',
      changed((content) => ({ ...content, format_version: '2.0' })),
      'has format 2.0, and this version of Plugboard reads 1.x.',
    ],
  ])('is refused where it is %s', (_, content, what) => {
    expect(failureOf(() => read(content))).toEqual([`PB516 The ledger file \`ledger.json\` ${what}`]);
  });

  it('is refused where it is of another stack or another server', () => {
    expect(failureOf(() => read(text, 'other'))).toEqual([
      'PB516 The ledger file `ledger.json` is of stack `acme`, and this is stack `other`.',
    ]);
    expect(failureOf(() => read(text, 'acme', 'uuid-2'))).toEqual([
      'PB516 The ledger file `ledger.json` is of another server (`uuid-1`; this one is `uuid-2`).',
    ]);
  });

  it('is good for the files of a server too, which do not say what server they are of', () => {
    expect(read(text, 'acme', '').server).toBe('uuid-1');
  });
});

describe('entries of a ledger file', () => {
  const live = liveState([liveProject('Payments', { connections: [liveRegistry('E1', 'Registry')] })]);

  it('count as if they stood on the server', () => {
    const merged = mergeLedgerFile(live, read(text), 'ledger.json');
    expect(merged.diagnostics).toEqual([]);
    const ownership = readOwnership(merged.live, 'acme');
    expect([...ownership.own.values()].map(({ entry }) => entry)).toEqual([registry]);
    expect(ownership.ownerOf('Payments', 'E1')).toBe('acme');
  });

  it('of projects that are gone own nothing, and are said', () => {
    const elsewhere = text.replace('"Payments"', '"Gone"');
    const { live: same, diagnostics } = mergeLedgerFile(live, read(elsewhere), 'ledger.json');
    expect(same).toEqual(live);
    expect(diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`)).toEqual([
      'warning PB515 `ledger.json` has entries of `Gone`, which the server does not have.',
    ]);
  });

  it('are refused where the stack has a ledger on the server too, in whatever project', () => {
    const ledgers = [ledgerFeature('L', 'acme', 'Other', {})];
    const both = liveState([...live.projects, liveProject('Other', { ledgers })]);
    expect(failureOf(() => mergeLedgerFile(both, read(text), 'ledger.json'))).toEqual([
      'PB517 Stack `acme` has a ledger on the server, in `Other`, and `ledger.json` would be a second one.',
    ]);
  });

  it('stand beside ledgers of other stacks, and copies of our own', () => {
    const ledgers = [ledgerFeature('L1', 'other', 'Payments', {}), ledgerFeature('L2', 'acme', 'Elsewhere', {})];
    const state = liveState([liveProject('Payments', { ledgers })]);
    expect(readOwnership(mergeLedgerFile(state, read(text), 'f').live, 'acme').own.size).toBe(1);
  });
});
