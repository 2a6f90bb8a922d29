import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { diagnostic, type Span } from '../../../compiler/diagnostics/diagnostic.ts';
import { type Loaded, load } from '../../../compiler/load/load.ts';
import { keptSandbox } from '../../../compiler/load/standby/kept-sandbox.ts';
import { writeFiles } from '../program-folder.ts';

const program = (projects: string, more = ''): string => `import { project, root } from 'plugboard';
import { a } from './a.ts';
import { b } from './b.ts';
${more}
export default root({ stack: 'acme', projects: [a, b, ${projects}] });
`;

const team = (name: string, more = ''): string =>
  `import { project } from 'plugboard'; export const ${name} = project('${name.toUpperCase()}'); ${more}`;

const files = { 'plugboard.ts': program(''), 'a.ts': team('a'), 'b.ts': team('b') };

interface Watched {
  /** Whether no program was left to the bundler so far. */
  readonly isPlain: () => boolean;
  readonly write: (file: string, text: string) => void;
  readonly load: () => Promise<Loaded>;
  /** Where these declarations are made, and how often the program has been run to know. */
  readonly placesOf: (loaded: Loaded, calls: readonly number[]) => Promise<Places>;
}

interface Places {
  readonly runs: number;
  readonly at: readonly (string | undefined)[];
}

const told = (span: Span | undefined): string | undefined => span && `${span.file}:${span.line}:${span.column}`;

function watched(): Watched {
  const folder = writeFiles(files);
  const sandbox = keptSandbox({ megabytes: 128 });
  onTestFinished(sandbox.close);
  let runs = 0;
  let isPlain = true;
  const standby = {
    checkTypes: async () => ({ diagnostics: [], sources: new Map<string, string>() }),
    openSandbox: () => ({
      evaluateModules: async (...job: Parameters<typeof sandbox.evaluateModules>) => {
        runs += 1;
        const run = await sandbox.evaluateModules(...job);
        isPlain &&= run !== undefined;
        return run;
      },
    }),
  };
  return {
    isPlain: () => isPlain,
    write: (file, text) => writeFileSync(join(folder, file), text),
    load: () => {
      runs = 0;
      return load({ stackFile: join(folder, 'plugboard.ts'), inputs: {}, standby });
    },
    placesOf: async ({ program }, calls) => {
      const located = await program.locate(calls.map((call) => diagnostic('PB203', `${call}`, { place: { call } })));
      return { runs, at: located.map(({ span }) => told(span)) };
    },
  };
}

describe('a sandbox that stays', () => {
  it('knows where a file declares that was edited, without another run', async () => {
    const { write, load, placesOf } = watched();
    expect(await placesOf(await load(), [2])).toEqual({ runs: 2, at: ['b.ts:1:55'] });
    write('a.ts', team('a', "\nproject('C') // in the last line"));
    expect(await placesOf(await load(), [1, 2])).toEqual({ runs: 1, at: ['a.ts:1:55', 'a.ts:2:1'] });
    write('plugboard.ts', program("project('D')"));
    expect(await placesOf(await load(), [4, 5])).toEqual({ runs: 1, at: ['plugboard.ts:5:55', 'plugboard.ts:5:16'] });
  });

  it('remembers the files in which something was wrong', async () => {
    const { write, load, placesOf } = watched();
    expect(await placesOf(await load(), [2])).toEqual({ runs: 2, at: ['b.ts:1:55'] });
    expect(await placesOf(await load(), [2])).toEqual({ runs: 1, at: ['b.ts:1:55'] });
    expect(await placesOf(await load(), [1, 2])).toEqual({ runs: 2, at: ['a.ts:1:55', 'b.ts:1:55'] });
    expect(await placesOf(await load(), [1, 2])).toEqual({ runs: 1, at: ['a.ts:1:55', 'b.ts:1:55'] });
    write('b.ts', team('b', "for (let n = 0; n < 600; n += 1) project('E');"));
    const { runs, at } = await placesOf(await load(), [1, 501, 502]);
    expect({ runs, at }).toEqual({ runs: 2, at: ['a.ts:1:55', 'b.ts:1:102', 'b.ts:1:102'] });
  });

  it('looks at what ran, whatever the file holds by then', async () => {
    const { write, load, placesOf } = watched();
    await load();
    write('a.ts', team('a', "\nproject('C');\nproject('D');"));
    const loaded = await load();
    write('a.ts', `\n\n\n${team('a')}`);
    expect(await placesOf(loaded, [1, 3])).toEqual({ runs: 1, at: ['a.ts:1:55', 'a.ts:3:1'] });
  });

  it('takes many files that are edited at once, and what was wrong goes before them', async () => {
    const { write, load, placesOf, isPlain } = watched();
    const edit = (count: number, text: string): void => {
      const names = Array.from({ length: count }, (_, index) => `t${index}`);
      for (const name of names) write(`${name}.ts`, team(name, text));
      write('a.ts', `${names.map((name) => `import './${name}.ts';`).join('\n')}\n${team('a', text)}`);
    };
    edit(48, '');
    await load();
    edit(48, '// edited');
    // The root is what was not edited.
    expect(await placesOf(await load(), [51])).toEqual({ runs: 2, at: ['plugboard.ts:5:16'] });
    expect(await placesOf(await load(), [51])).toEqual({ runs: 1, at: ['plugboard.ts:5:16'] });
    edit(100, '');
    await load();
    edit(100, '// edited');
    expect(await placesOf(await load(), [1])).toMatchObject({ at: ['t0.ts:1:56'] });
    expect(isPlain()).toBe(true);
  });

  it('runs the program once more for what is declared when all others are', async () => {
    const { write, load, placesOf } = watched();
    await load();
    write('plugboard.ts', program("project('D')").replace('default', 'default () =>'));
    expect(await placesOf(await load(), [3])).toEqual({ runs: 2, at: ['plugboard.ts:5:61'] });
  });

  it('says of an edited program what a fresh check says', async () => {
    const { write, load } = watched();
    await load();
    write('plugboard.ts', program('', "import '<traced x>';"));
    const [found] = (await load()).diagnostics;
    expect([found?.code, told(found?.span)]).toEqual(['PB102', 'plugboard.ts:4:8']);
  });
});
