import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { ownFolder } from '../files/own-files.ts';
import { loadingName } from './module-code.ts';
import type { Question } from './protocol.ts';

/** What runs in the engine and is ours, as it was built. It is read from where it lies, whoever imports it. */
const folder = join(ownFolder, 'dist', 'engine');

/** The functions of ours that answer in the engine, and the module of each. */
const answers: Readonly<Record<Question, readonly [name: string, module: string]>> = {
  declared: ['collect', 'plugboard/collect'],
  policies: ['judge', 'plugboard/judge'],
  tests: ['testResults', 'plugboard/test-results'],
};

export const entryName = '<entry>';

/** Imports the program, or a file with tests, and leaves the answer in `globalThis.__plugboardResult`. */
export function entryCode(question: Question, entry: string): string {
  const [name, module] = answers[question];
  return [
    // These run first: from then on it is the program that runs.
    `import '${loadingName}';`,
    "import '<start>';",
    `import * as program from ${JSON.stringify(entry)};`,
    `import { ${name} } from ${JSON.stringify(module)};`,
    `globalThis.__plugboardResult = ${name}(program, globalThis.__plugboardInputs, globalThis.__plugboardSubject);`,
  ].join('\n');
}

const startCode = 'globalThis.__plugboardStarted();';

// Taken out of the program's reach, for which time would be what a package gets while it loads.
const loadingCode = `
export const { begin, end } = globalThis.__plugboardLoading;
delete globalThis.__plugboardLoading;
`;

/** `require`, for CommonJS files: each runs once, when it is asked for first. */
const commonJsCode = `
import { begin, end } from '${loadingName}';
const { compile, link } = globalThis.__plugboardCommonJs;
const loaded = new Map();
export function provideModule(name, exports) {
  loaded.set(name, { exports });
}
export function requireModule(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {}, id: name, filename: name, loaded: false, children: [], paths: [] };
  loaded.set(name, module);
  const require = (specifier) => requireModule(link(name, String(specifier)));
  require.resolve = (specifier) => link(name, String(specifier));
  require.cache = {};
  let isLoaded = false;
  begin();
  try {
    const run = compile(name);
    if (typeof run === 'function') {
      run.call(module.exports, module.exports, require, module, name, name.slice(0, name.lastIndexOf('/')));
    } else {
      module.exports = run;
    }
    isLoaded = true;
  } finally {
    end();
    if (!isLoaded) loaded.delete(name);
  }
  module.loaded = true;
  return module.exports;
}
`;

/** The code of a module of ours; undefined where the name is none. */
export function ownCode(name: string): string | undefined {
  if (name === '<start>') return startCode;
  if (name === loadingName) return loadingCode;
  if (name === '<commonjs>') return commonJsCode;
  if (!name.startsWith('plugboard/') && name !== 'plugboard') return undefined;
  const known = read.get(name);
  if (known !== undefined) return known;
  const file =
    name === 'plugboard' ? 'index.js' : `${name.slice('plugboard/'.length)}${name.endsWith('.js') ? '' : '.js'}`;
  const code = readFileSync(join(folder, file), 'utf8');
  read.set(name, code);
  return code;
}

const read = new Map<string, string>();

/** The module of ours that an import in a module of ours means. */
export const ownTarget = (importer: string, specifier: string): string =>
  specifier.startsWith('.')
    ? posix.join(importer === 'plugboard' ? 'plugboard' : dirname(importer), specifier)
    : specifier;
