import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, diagnostic, type Place } from '../../compiler/diagnostics/diagnostic.ts';
import type { Program } from '../../compiler/load/places/program.ts';
import { loadFiles, loadWithTypes, writeFiles } from './program-folder.ts';

/** The text that a place is, with its line. */
async function textAt(program: Program, places: readonly Place[]): Promise<readonly (string | undefined)[]> {
  const located = await program.locate(
    places.map((place, index) => diagnostic('PB203', `message ${index}`, { place })),
  );
  return located.map(({ span }) => span && quote(program, span));
}

function quote(program: Program, { file, line, column, endLine, endColumn }: NonNullable<Diagnostic['span']>): string {
  const lines = (program.sourceOf(file) ?? '').split('\n').slice(line - 1, endLine);
  const last = lines.length - 1;
  const cut = lines.map((text, index) =>
    text.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined),
  );
  return `${file}:${line} ${cut.join('\n')}`;
}

describe('finding the place of a declaration', () => {
  it('in a file with everything written out', async () => {
    const { program } =
      await loadFiles(`import { dockerECRRegistry, accessKey, project, root, secret } from 'plugboard';
const æ = '😀'; const a = project('A'), b = project('B', { name: 'b', needs: ['x', 'y'] });
const ecr = dockerECRRegistry({
  displayName: 'ECR',
  registryId: '1', regionCode: 'eu', 'credentialsType': { x: 1 } as any,
  credentialsProvider: accessKey({
    accessKeyId: 'x',
    secretAccessKey: secret.env('X'),
  }),
});
export default root({ stack: 'a', projects: [a, b], connections: { ecr } });`);
    expect(
      await textAt(program, [
        { call: 1 },
        { call: 2, path: ['id'] },
        { call: 2, path: ['name'] },
        { call: 2, path: ['needs', '1'] },
        { call: 3 },
        { call: 3, path: ['displayName'] },
        { call: 3, path: ['displayName'], at: 'name' },
        { call: 3, path: ['credentialsType', 'x'], at: 'name' },
        { call: 3, path: ['credentialsProvider', 'accessKeyId'] },
        { call: 3, path: ['credentialsProvider', 'secretAccessKey'], at: 'name' },
        { call: 3, path: ['nothing'] },
        { call: 3, path: ['credentialsProvider', 'nothing'], at: 'name' },
        { call: 4, path: ['connections', 'ecr'], at: 'name' },
        { call: 4, path: ['projects', '1'] },
        { call: 99 },
      ]),
    ).toEqual([
      'plugboard.ts:2 project',
      "plugboard.ts:2 'B'",
      "plugboard.ts:2 'b'",
      "plugboard.ts:2 'y'",
      'plugboard.ts:3 dockerECRRegistry',
      "plugboard.ts:4 'ECR'",
      'plugboard.ts:4 displayName',
      'plugboard.ts:5 x',
      "plugboard.ts:7 'x'",
      'plugboard.ts:8 secretAccessKey',
      'plugboard.ts:3 dockerECRRegistry',
      "plugboard.ts:6 accessKey({\n    accessKeyId: 'x',\n    secretAccessKey: secret.env('X'),\n  })",
      'plugboard.ts:11 ecr',
      'plugboard.ts:11 b',
      undefined,
    ]);
  });

  it('in functions, loops and methods, however they return', async () => {
    const { program } = await loadFiles({
      'stack/plugboard.ts': `import * as plugboard from 'plugboard';
import { github, slack } from './standard.ts';
const of = (...names: string[]) => names.map((displayName) => plugboard.npmRegistry({ displayName, npmRegistryHost: 'x', token: plugboard.secret.env('X') }));
const [one, two] = of('1', '2');
export default plugboard.root({ stack: 'a', connections: { one: one!, two: two!, g: github('g'), s: slack.make('s') } });`,
      'stack/standard.ts': `import { githubConnection, secret, slackConnection } from 'plugboard';
const base = { clientId: 'x', clientSecret: secret.env('X') };
export function github(displayName: string) {
  return githubConnection({ ...base, displayName });
}
export const slack = {
  make(displayName: string) {
    return (console.log('x'), slackConnection({ displayName, ...base } as any));
  },
};`,
    });
    expect(
      await textAt(program, [
        { call: 1, path: ['displayName'] },
        { call: 2, path: ['displayName'] },
        { call: 3, path: ['displayName'] },
        { call: 3, path: ['clientId'] },
        { call: 4, path: ['displayName'] },
        { call: 5 },
      ]),
    ).toEqual([
      'plugboard.ts:3 displayName',
      'plugboard.ts:3 displayName',
      'standard.ts:4 displayName',
      'standard.ts:4 githubConnection',
      'standard.ts:8 displayName',
      'plugboard.ts:5 plugboard.root',
    ]);
  });

  it('with the calls that led there, the innermost first, three at the most', async () => {
    const { program } = await loadFiles({
      'stack/plugboard.ts': `import { project, root } from 'plugboard';
import { team } from './teams.ts';
const deep = (levels: number): ReturnType<typeof project> => (levels > 0 ? deep(levels - 1) : project('Deep'));
const outer = () => deep(9);
const teams = ['a', 'b'].map((name) => ({ made: team(name) }.made));
export default root({ stack: 'a', projects: [...teams, outer()] });`,
      'stack/teams.ts': `import { project } from 'plugboard';
export const team = (name: string) => project(name, {});`,
    });
    const places = [{ call: 1 }, { call: 2 }, { call: 3 }, { call: 4 }];
    const located = await program.locate(
      places.map((place, index) => diagnostic('PB203', `message ${index}`, { place, address: `address ${index}` })),
    );
    expect(
      located.map(({ span, related = [], notes = [] }) => [
        ...[span, ...related.map((one) => one.span)].map((one) => one && quote(program, one)),
        ...notes,
      ]),
    ).toEqual([
      ['teams.ts:2 project', 'plugboard.ts:5 team', 'plugboard.ts:5 map', 'This is `address 0`.'],
      ['teams.ts:2 project', 'plugboard.ts:5 team', 'plugboard.ts:5 map', 'This is `address 1`.'],
      [
        'plugboard.ts:3 project',
        'plugboard.ts:3 deep',
        'plugboard.ts:4 deep',
        'plugboard.ts:6 outer',
        'This is `address 2`.',
      ],
      ['plugboard.ts:6 root'],
    ]);
  });

  it('where a package declares: the call into the package', async () => {
    const { program } = await loadFiles({
      'stack/plugboard.ts':
        "import { root } from 'plugboard';\nimport { standard } from 'standard';\nexport default root({ stack: 'a', connections: { s: standard({ displayName: 'x' }) } });",
      'node_modules/standard/package.json': '{ "name": "standard", "exports": "./index.js" }',
      'node_modules/standard/index.js':
        "import { npmRegistry } from 'plugboard';\nexport function standard(more) { const made = npmRegistry({ ...more }); return made; }",
    });
    expect(await textAt(program, [{ call: 1, path: ['displayName'] }])).toEqual(['plugboard.ts:3 standard']);
  });

  it('in what only runs when everything that is declared is collected', async () => {
    const { program } = await loadFiles(`import { dockerRegistry, project, root } from 'plugboard';
const late = { get registry() { return dockerRegistry({ name: 'late' }); } };
export default () => root({ stack: 'a', connections: late, projects: [project('A')] });`);
    expect(await textAt(program, [{ call: 1 }, { call: 3 }])).toEqual([
      'plugboard.ts:3 project',
      'plugboard.ts:2 dockerRegistry',
    ]);
  });

  it('as it was when it was read', async () => {
    const text = "import { root } from 'plugboard';\nexport default root({ stack: 'a' });";
    const folder = writeFiles({ 'plugboard.ts': text });
    const { program } = await loadWithTypes({ stackFile: join(folder, 'plugboard.ts'), inputs: {} });
    writeFileSync(join(folder, 'plugboard.ts'), `\n\n${text}`);
    expect(await textAt(program, [{ call: 1 }])).toEqual(['plugboard.ts:2 root']);
  });

  it('also for the other places of a message, and not where the span is known', async () => {
    const { program } = await loadFiles(
      "import { project, root } from 'plugboard';\nexport default root({ stack: 'a', projects: [project('A')] });",
    );
    const span = { file: 'plugboard.ts', line: 1, column: 1, endLine: 1, endColumn: 2 };
    const related = [{ place: { call: 1, path: ['id'] }, label: 'here' }];
    const [located] = await program.locate([diagnostic('PB302', 'twice', { span, place: { call: 2 }, related })]);
    expect(located).toEqual({
      ...diagnostic('PB302', 'twice'),
      span,
      place: { call: 2 },
      related: [{ ...related[0], span: { file: 'plugboard.ts', line: 2, column: 54, endLine: 2, endColumn: 57 } }],
    });
  });

  it('leaves out what the type checker says of the same line', async () => {
    const { program, diagnostics } = await loadFiles(`import { githubConnection, root } from 'plugboard';
export default root({ stack: 'a', connections: {
  g: githubConnection({ displayNam: 'x' }),
} });
const other: number = 'x';`);
    const found = diagnostic('PB201', 'unknown', { place: { call: 1, path: ['displayNam'], at: 'name' } });
    const located = await program.locate([...diagnostics, found]);
    expect(located.map(({ code, span }) => [code, span?.line])).toEqual([
      ['TS2322', 5],
      ['PB201', 3],
    ]);
  });
});
