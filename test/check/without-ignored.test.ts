import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { told } from '../load/program-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What is said of a program whose root has these connections. */
async function saidOf(connections: string, files: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const lines = [
    "import { awsConnection, awsDefault, dockerRegistry, project, root } from 'plugboard';",
    ...Object.keys(files).map((file) => `import * as other from './${file}';`),
    "export default root({ stack: 'acme', connections: {",
    connections,
    '} });',
  ];
  const folder = temporaryFolder({ ...files, 'plugboard.ts': lines.join('\n') });
  const { diagnostics } = await compile({ stackFile: `${folder}/plugboard.ts`, inputs: {} });
  return told(diagnostics);
}

const registry = "r: dockerRegistry({ name: 'R', url: 'http://registry.example.com/v2' }),";
const [http, path] = [
  'PB211 plugboard.ts:4:37 `url` of `_Root/r` starts with `http://`.',
  'PB213 plugboard.ts:4:37 `url` of `_Root/r` has the path `/v2`.',
];

describe('a comment before a declaration', () => {
  it('hides the messages that it names, and no others', async () => {
    expect(await saidOf(`// plugboard-ignore PB211: a reason\n${registry}`)).toEqual([path]);
    expect(await saidOf(`// plugboard-ignore PB211, PB213: a reason\n${registry}`)).toEqual([]);
    expect(await saidOf(`// plugboard-ignore PB213: a reason: with a colon\n${registry}`)).toEqual([http]);
  });

  it.each([
    [
      'blank lines and other comments',
      `// plugboard-ignore PB211, PB213: a reason\n\n// Another.\n/* And another. */\n${registry}`,
    ],
    ['another such comment', `// plugboard-ignore PB211: a reason\n// plugboard-ignore PB213: a reason\n${registry}`],
    ['a block', `/* plugboard-ignore PB211, PB213: a reason */\n${registry}`],
    ['a key on a line of its own', `// plugboard-ignore PB211, PB213: a reason\nr:\n  ${registry.slice(3)}`],
  ])('works across %s', async (_, connections) => {
    expect(await saidOf(connections)).toEqual([]);
  });

  it('works inside a function that makes the declaration', async () => {
    const module = [
      "import { dockerRegistry } from 'plugboard';",
      'export function registry(name: string) {',
      '  // plugboard-ignore PB211: a reason',
      "  return dockerRegistry({ name, url: 'http://registry.example.com' });",
      '}',
    ];
    const twice = "a: other.registry('A'), b: other.registry('B'),";
    expect(await saidOf(twice, { 'registry.ts': module.join('\n') })).toEqual([]);
  });

  it('does not work on the declaration after the next one, nor on one inside of it', async () => {
    const other = "s: dockerRegistry({ name: 'S' }),";
    expect(await saidOf(`// plugboard-ignore PB211: a reason\n${other} ${registry}`)).toEqual([
      'PB219 plugboard.ts:3:1 No `PB211` is found in the declaration that follows.',
      'PB211 plugboard.ts:4:71 `url` of `_Root/r` starts with `http://`.',
      'PB213 plugboard.ts:4:71 `url` of `_Root/r` has the path `/v2`.',
    ]);
    const folder = temporaryFolder({
      'plugboard.ts': [
        "import { dockerRegistry, root } from 'plugboard';",
        '// plugboard-ignore PB211: a reason',
        "export default root({ stack: 'acme', connections: {",
        "  r: dockerRegistry({ name: 'R', url: 'http://registry.example.com' }) } });",
      ].join('\n'),
    });
    const { diagnostics } = await compile({ stackFile: `${folder}/plugboard.ts`, inputs: {} });
    expect(diagnostics.map(({ code }) => code)).toEqual(['PB219', 'PB211']);
  });

  it('is reported where it hides nothing, gives no reason, or names no code', async () => {
    const clean = "r: dockerRegistry({ name: 'R' }),";
    const said = async (comment: string): Promise<readonly string[]> => saidOf(`// ${comment}\n${clean}`);
    const at = 'plugboard.ts:3:1';
    expect(await said('plugboard-ignore PB309: a reason')).toEqual([
      `PB219 ${at} No \`PB309\` is found in the declaration that follows.`,
    ]);
    expect(await said('plugboard-ignore PB309')).toEqual([
      `PB218 ${at} The comment gives no reason to ignore \`PB309\`.`,
    ]);
    expect(await said('plugboard-ignore PB309:  ')).toEqual([
      `PB218 ${at} The comment gives no reason to ignore \`PB309\`.`,
    ]);
    expect(await said('plugboard-ignore: a reason')).toEqual([
      `PB218 ${at} The comment does not say which message it hides.`,
    ]);
    expect(await said('plugboard-ignore PB390: a reason')).toEqual([
      `PB218 ${at} \`PB390\` is not a code of Plugboard.`,
    ]);
    expect(await said('plugboard-ignore TS2322: a reason')).toEqual([
      `PB218 ${at} \`TS2322\` is an error of the TypeScript compiler, which cannot be ignored.`,
    ]);
  });

  it('does not hide what the server would refuse, nor errors of types', async () => {
    const wrong = "r: dockerRegistry({ name: '', url: 'http://registry.example.com', age: 3 }),";
    expect(await saidOf(`// plugboard-ignore PB201, PB203, PB211: a reason\n${wrong}`)).toEqual([
      'PB218 plugboard.ts:3:1 `PB201` cannot be ignored.',
      'PB218 plugboard.ts:3:1 `PB203` cannot be ignored.',
      'PB203 plugboard.ts:4:27 `name` of `_Root/r` is `""`, but must be text that is not empty.',
      'PB201 plugboard.ts:4:67 `dockerRegistry` has no property `age`.',
    ]);
    const mistyped = "r: dockerRegistry({ name: ((x: number) => `${x}`)('7'), url: 'http://registry.example.com' }),";
    const said = await saidOf(`// plugboard-ignore PB211: a reason\n${mistyped}`);
    expect(said.map((one) => one.slice(0, 6))).toEqual(['TS2345']);
  });

  it('is a comment, and not a text that looks like one', async () => {
    expect(await saidOf("r: dockerRegistry({ name: '// plugboard-ignore PB211' }),")).toEqual([]);
    expect(await saidOf(`// We do not use plugboard-ignore PB211: here.\n${registry}`)).toEqual([http, path]);
  });

  it('says nothing of itself where the program could not be evaluated', async () => {
    const said = await saidOf(`// plugboard-ignore PB211: a reason\nr: undefined!.x,`);
    expect(said.filter((one) => one.startsWith('PB21'))).toEqual([]);
  });
});
