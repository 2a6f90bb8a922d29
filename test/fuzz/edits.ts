import fc from 'fast-check';

/** One thing that somebody, or a cat on the keyboard, does to a text. Numbers are where, as shares of its length. */
export type Edit =
  | { readonly does: 'delete' | 'double' | 'cut off'; readonly at: number }
  | { readonly does: 'swap'; readonly at: number; readonly with: number }
  | { readonly does: 'replace' | 'insert'; readonly at: number; readonly by: string };

/** What is written instead of a value, or between two words. */
const hostile: readonly string[] = [
  // Wrong types.
  ...['0', '-1e999', 'NaN', 'null', 'undefined', 'true', "''", '[]', '{}', '12n', '/x/', '() => 1', 'class {}'],
  // Values that do something when they are looked at.
  '{ get x() { throw new Error("looked at"); } }',
  '{ get x() { return this; } }',
  'new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; }, getPrototypeOf() { throw 3; } })',
  'new Proxy([], { get: () => { for (;;); } })',
  '{ toJSON() { return { call: 1 }; } }',
  '{ [Symbol.toPrimitive]() { throw 4; } }',
  'Object.assign(() => 1, { call: 1, kind: "custom", properties: {}, options: {} })',
  '{ call: -1, kind: "__proto__", properties: {}, options: {} }',
  '{ secret: "env" }',
  '{ secret: "file", path: "\\0" }',
  // Cycles and depth.
  '(() => { const a = {}; a.a = a; return a; })()',
  '(() => { const a = []; a.push(a); return a; })()',
  '(() => { let a = {}; for (let i = 0; i < 1e4; i++) a = { a }; return a; })()',
  '(function deep() { return deep(); })()',
  // Sizes.
  '"x".repeat(1e6)',
  '"\\n".repeat(1e5)',
  'Array(1e6).fill(0)',
  'new Map([[1, 2]])',
  // Names and prototypes.
  'Symbol("x")',
  '{ __proto__: { displayName: "inherited" } }',
  '{ ["__proto__"]: 1, constructor: 2, hasOwnProperty: 3 }',
  'Object.prototype',
  'globalThis',
  '(Object.prototype.kind = "x")',
  '(Array.prototype.map = () => [])',
  '(JSON.stringify = () => "{}")',
  '(globalThis.__plugboardResult = "{")',
  // Text that breaks lines, terminals and formats.
  '"\\u001b[2J\\u202e\\ud800"',
  '`a ${1}\n  b`',
  '"</script><img src=x>"',
  // Syntax.
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    "'",
    '"',
    '`',
    '${',
    '/*',
    '//',
    ';',
    '...',
    '=>',
    '<',
    '@',
    '#x',
    'await',
    'yield',
    'enum',
  ],
  ...[
    'import("./x.ts")',
    'import x from "../../x"',
    'require("fs")',
    'export default 1',
    'eval("1")',
    'for(;;);',
    'throw 1',
  ],
];

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Any edit. */
export const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ does: fc.constantFrom('delete' as const, 'double' as const), at: share }),
  fc.record({ does: fc.constant('swap' as const), at: share, with: share }),
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('replace' as const), at: share, by: fc.constantFrom(...hostile) }),
  },
  fc.record({ does: fc.constant('insert' as const), at: share, by: fc.constantFrom(...hostile) }),
  { weight: 1, arbitrary: fc.record({ does: fc.constant('cut off' as const), at: share }) },
);

const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[\w$]+|=>|\.\.\.|[^\s\w]/g;

/** A text after some edits, each of which counts in the words and signs that the ones before left. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce(afterOne, text);
}

function afterOne(text: string, one: Edit): string {
  const tokens = [...text.matchAll(token)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
    word,
  }));
  const of = (where: number): (typeof tokens)[number] =>
    tokens[Math.floor(where * tokens.length)] ?? { start: 0, end: 0, word: '' };
  const { start, end, word } = of(one.at);
  const put = (by: string): string => text.slice(0, start) + by + text.slice(end);
  switch (one.does) {
    case 'delete':
      return put('');
    case 'double':
      return put(`${word} ${word}`);
    case 'cut off':
      return text.slice(0, start);
    case 'replace':
      return put(one.by);
    case 'insert':
      return put(`${word} ${one.by} `);
    case 'swap': {
      const [first, second] = [of(one.at), of(one.with)].sort((a, b) => a.start - b.start);
      if (first === undefined || second === undefined || first.start === second.start) return text;
      return `${text.slice(0, first.start)}${second.word}${text.slice(first.end, second.start)}${first.word}${text.slice(second.end)}`;
    }
  }
}
