import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const compiler = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'lib/tsc.js');

/** What TypeScript says of a file, and where. */
export interface FoundError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface TypeCheck {
  readonly errors: readonly FoundError[];
  /** All that the compiler wrote. */
  readonly output: string;
}

/** Has the compiler that `check` uses look at these files, which import the DSL, all at once. */
export function typeErrors(files: Readonly<Record<string, string>>, ...options: readonly string[]): TypeCheck {
  const settings = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      target: 'es2023',
      lib: ['es2023'],
      module: 'esnext',
      moduleResolution: 'bundler',
      allowImportingTsExtensions: true,
      types: [],
      paths: { plugboard: [source('dsl/index.ts')], 'plugboard/testing': [source('dsl/testing/index.ts')] },
    },
    files: Object.keys(files),
  };
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugboard-test-')));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    const { stdout: output } = spawnSync(process.execPath, [compiler, '--pretty', 'false', '-p', folder, ...options], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { errors: errorsIn(output), output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function errorsIn(output: string): readonly FoundError[] {
  return [...output.matchAll(/^(.+)\((\d+),(\d+)\): error (TS\d+: .*)$/gm)].map(
    ([, file = '', line, column, message = '']) => ({ file, line: Number(line), column: Number(column), message }),
  );
}
