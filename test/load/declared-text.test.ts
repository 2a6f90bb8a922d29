import { describe, expect, it } from 'vitest';
import { readDeclared } from '../../compiler/load/declared-text.ts';

const connection = { call: 1, key: 'hub', kind: 'dockerRegistry', properties: { name: 'Hub' } };

/** The text that a program with these connections leaves in the sandbox. */
const textOf = (connections: unknown): string => {
  const root = { call: 2, id: '_Root', exclusive: false, needs: [], connections, projects: [] };
  return JSON.stringify({ declared: { stack: 'acme', edition: 'on-premises', root } });
};

const codesOf = (text: string): readonly string[] => {
  const reading = readDeclared(text);
  return 'declared' in reading ? [] : reading.diagnostics.map(({ code }) => code);
};

describe('What comes out of the sandbox', () => {
  it('is read as it stands', () => {
    const whole = { ...connection, adopt: 'PROJECT_EXT_1', formerly: 'docker', protect: true };
    const reading = readDeclared(textOf([connection, whole]));
    expect('declared' in reading && reading.declared.root.connections).toEqual([connection, whole]);
  });

  it.each([
    ['a connection that is none', ['hub']],
    ['connections that are no list', connection],
    ['a call without a number', [{ ...connection, call: '1' }]],
    ['a call that nobody counts', [{ ...connection, call: 0 }]],
    ['a key that is no text', [{ ...connection, key: 1 }]],
    ['no kind', [{ ...connection, kind: undefined }]],
    ['properties that are a list', [{ ...connection, properties: [] }]],
    ['no properties', [{ ...connection, properties: undefined }]],
    ['an option that is no text', [{ ...connection, adopt: true }]],
    ['a member that there is not', [{ ...connection, project: 'Payments' }]],
  ])('is refused with %s', (_, connections) => {
    expect(codesOf(textOf(connections))).toEqual(['PB105']);
  });

  it('is refused where it is nested so deeply that no later pass could follow', () => {
    const nested = `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`;
    expect(codesOf(textOf([connection]).replace('{"name":"Hub"}', nested))).toEqual(['PB105']);
    expect(codesOf(textOf([connection]).replace('{"name":"Hub"}', '{"a":{"a":1}}'))).toEqual([]);
  });
});
