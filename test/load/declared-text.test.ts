import { describe, expect, it } from 'vitest';
import { readDeclared } from '../../compiler/load/declared/declared-text.ts';
import { mostValues } from '../../compiler/load/declared/read-value.ts';
import { engineText } from './engine-text.ts';

const connection = { call: 1, kind: 'dockerRegistry', properties: { name: 'Hub' }, options: {} };

/** What a program hands over whose root has these properties; `with` is an expression of the program. */
const handed = (root: object, before = ''): string =>
  engineText(`(() => { const declared = ${JSON.stringify({ call: 2, root: { stack: 'acme', ...root } })};
    const { root } = declared; ${before}; return { declared }; })()`) ?? '';

const saidOf = (text: string): readonly string[] => {
  const reading = readDeclared(text);
  return 'declared' in reading ? [] : reading.diagnostics.map(({ code, message }) => `${code} ${message}`);
};

const foreign = 'PB105 What the program exports was not made by `root`, `project` and the functions of the kinds.';

describe('What comes out of the sandbox', () => {
  it('is read as it stands', () => {
    const options = { adopt: 'PROJECT_EXT_1', formerly: 'docker', protect: true };
    const reading = readDeclared(handed({ connections: { hub: connection, whole: { ...connection, options } } }));
    const { call, kind, properties } = connection;
    expect('declared' in reading && reading.declared).toEqual({
      stack: 'acme',
      edition: 'on-premises',
      root: {
        call: 2,
        id: '_Root',
        exclusive: false,
        needs: [],
        connections: [
          { call, key: 'hub', kind, properties },
          { call, key: 'whole', kind, properties, ...options },
        ],
        projects: [],
      },
    });
  });

  it.each([
    ['a connection that is none', 'hub', 'a text'],
    ['a call without a number', { ...connection, call: '1' }, 'an object'],
    ['a call that nobody counts', { ...connection, call: 0 }, 'an object'],
    ['no kind', { ...connection, kind: undefined }, 'an object'],
    ['properties that are a list', { ...connection, properties: [] }, 'an object'],
    ['no properties', { ...connection, properties: undefined }, 'an object'],
    ['a mark in its place', { $unsupported: 'Map' }, 'a `Map`'],
  ])('is refused with %s', (_, hub, what) => {
    expect(saidOf(handed({ connections: { hub } }))).toEqual([
      `PB203 \`hub\` among the connections of the root is ${what}, not a connection.`,
    ]);
  });

  it.each([
    ['nothing', ''],
    ['JSON', '{"declared":{"stack":"x"}}'],
    ['another value', engineText('[1]') ?? ''],
    ['a root without a call', engineText("{ declared: { root: { stack: 'acme' } } }") ?? ''],
    ['faults that are none', engineText("{ faults: [{ code: 'PB301', message: 'x' }] }") ?? ''],
    ['no root and no fault', engineText('{ faults: [] }') ?? ''],
  ])('is refused where it is %s', (_, text) => {
    expect(saidOf(text)).toEqual([foreign]);
  });

  it('is never asked what it would be as a text', () => {
    const odd = { toString: 1, valueOf: 1 };
    const projects = [{ call: 3, id: odd, properties: {} }];
    expect(saidOf(handed({ stack: odd, projects, policies: [odd] }))).toEqual([
      'PB203 `stack` is an object, not a text.',
      'PB203 The id of a project is an object, not a text.',
      'PB203 Number 1 of the policies is an object, not what `policy(...)` returns.',
    ]);
  });

  it('has another connection by its call, wherever it stands in properties', () => {
    const more = 'const hub = root.connections.hub; root.connections.hub.properties = { list: [hub, { hub }], hub }';
    const reading = readDeclared(handed({ connections: { hub: connection } }, more));
    expect('declared' in reading && reading.declared.root.connections[0]?.properties).toEqual({
      list: [{ call: 1 }, { hub: { call: 1 } }],
      hub: { call: 1 },
    });
  });

  it('has names that mean something to JavaScript as names', () => {
    const text = handed(
      {},
      `root.connections = JSON.parse('{"__proto__":${JSON.stringify(connection)}}');
      root.connections['__proto__'].properties = JSON.parse('{"__proto__":{"displayName":"x"},"constructor":1}')`,
    );
    const reading = readDeclared(text);
    const [found] = 'declared' in reading ? reading.declared.root.connections : [];
    expect([found?.key, JSON.stringify(found?.properties)]).toEqual([
      '__proto__',
      '{"__proto__":{"displayName":"x"},"constructor":1}',
    ]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

describe('A limit of what is declared', () => {
  it.each([
    ['in objects', '{ a: value }'],
    ['in lists', '[value]'],
  ])('is how deep values are nested %s', (_, wrapped) => {
    const nested = (levels: number): string =>
      handed(
        { connections: { hub: connection } },
        `let value = 1;
        for (let i = 0; i < ${levels}; i += 1) value = ${wrapped};
        root.connections.hub.properties.a = value`,
      );
    expect(saidOf(nested(249))).toEqual([]);
    expect(saidOf(nested(250))).toEqual(['PB105 A property of connection `hub` in the root nests too deeply.']);
  });

  it('is how many levels of projects there are', () => {
    const nested = (levels: number): string =>
      handed(
        {},
        `let projects = [];
        for (let i = ${levels}; i > 0; i -= 1) projects = [{ call: i + 2, id: 'P' + i, properties: { projects } }];
        root.projects = projects`,
      );
    expect(saidOf(nested(250))).toEqual([]);
    const reading = readDeclared(nested(251));
    expect('diagnostics' in reading && reading.diagnostics).toMatchObject([
      { code: 'PB105', message: 'There are more than 250 levels of projects.', place: { call: 253 } },
    ]);
  });

  it('is how many values there are, also where one list stands at many places', () => {
    const doubled = handed(
      { connections: { hub: connection } },
      'let value = {}; for (let i = 0; i < 40; i += 1) value = { a: value, b: value }; root.connections.hub.properties = value',
    );
    const projects = handed(
      {},
      `let below = [];
      for (let i = 0; i < 40; i += 1) below = [1, 2].map((n) => ({ call: i + 3, id: 'P', properties: { projects: below } }));
      root.projects = below`,
    );
    expect([saidOf(doubled), saidOf(projects)]).toEqual([
      [`PB107 What the program declares has more than ${mostValues / 1e6} million values.`],
      ['PB107 The program declares more than 50,000 projects.'],
    ]);
  });

  it('is how many faults are told, and how long each is', () => {
    const name = 'x'.repeat(1e6);
    const faults = saidOf(handed({ [name]: 1, needs: Array.from({ length: 5000 }, () => 1) }));
    expect([faults.length, faults.at(-1)]).toEqual([101, 'PB105 What the program declares has 4901 more faults.']);
    expect(Math.max(...faults.map((fault) => fault.length))).toBeLessThan(250);
    const [long] = saidOf(
      engineText(`{ faults: [{ code: 'PB105', message: 'x'.repeat(1e6), hint: 'y'.repeat(1e6) }] }`) ?? '',
    );
    expect(long?.length).toBeLessThan(600);
  });
});
