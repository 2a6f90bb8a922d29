/**
 * Builds `dist`: what users import, with its types, and the command line, bundled so that it starts in a third of the
 * time: reading in hundreds of small modules costs more than most commands take. What is a program of its own, or heavy
 * and rarely needed, stays outside.
 *
 * Installing, testing, packing and the demo all build first, so nothing is done where `dist` is what the sources say.
 * With `--despite-type-errors` it is built all the same where types are wrong: that is another check's business.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const sources = ['dsl', 'compiler', 'schemas', 'fixtures/server', 'fixtures/demo'];
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', '.tsconfig.build.json', '.build.mjs'];
/** Says of which sources `dist` was built. Written last: a build that was broken off has none. */
const stamp = 'dist/.sources';

const wanted = digestOfSources();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  rmSync('dist', { recursive: true, force: true });
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace('package.json', 'lib/tsc.js');
  const despiteErrors = process.argv.includes('--despite-type-errors');
  const compiled = spawnSync(process.execPath, [compiler, '-p', '.tsconfig.build.json'], {
    stdio: despiteErrors ? 'ignore' : 'inherit',
  });
  if (compiled.status === 0 || despiteErrors) {
    await bundle();
    if (compiled.status === 0) writeFileSync(stamp, wanted);
  } else {
    process.exitCode = 1;
  }
}

function digestOfSources() {
  const hash = createHash('sha256');
  const add = (path) => hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
  for (const folder of sources) {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const path of files.map((file) => join(file.parentPath ?? file.path, file.name)).sort()) add(path);
  }
  // A checkout that is installed without its lock file has none.
  for (const path of settings) if (existsSync(path)) add(path);
  return hash.digest('hex');
}

async function bundle() {
  const { build } = await import('esbuild');
  const common = {
    outdir: 'dist/bin',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Some of our libraries ask for their own parts in a way that only their form as modules spells out.
    mainFields: ['module', 'main'],
    // What is to be read is shorter without: names stay, for whoever reads the trace of a fault of ours.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  };
  // A parser of which half a megabyte is run comes with four more, so it is no dependency of who installs us.
  const parser = 'dist/compiler/load/places/parser.js';
  await build({
    ...common,
    outdir: undefined,
    outfile: parser,
    entryPoints: [parser],
    allowOverwrite: true,
    banner: { js: `/*! @babel/parser\n${readFileSync('node_modules/@babel/parser/LICENSE', 'utf8')}*/` },
  });
  await build({
    ...common,
    entryPoints: ['dist/compiler/cli/main.js'],
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: ['typescript', 'ts-morph', 'enhanced-resolve', 'oxc-transform', 'plugboard/*', '#demo'],
    // Some of our libraries are CommonJS and ask for Node's modules in its way.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  // The thread that evaluates programs, for which every run waits, and the process that looks after the type checker.
  await build({
    ...common,
    entryPoints: ['dist/compiler/sandbox/worker.js', 'dist/compiler/typecheck/guardian.js'],
    entryNames: '[name]',
    external: ['@jitl/*', 'quickjs-emscripten-core', 'oxc-transform', 'ts-morph'],
  });
  // What runs in the engine, in as few modules as can be: reading each costs it time.
  await build({
    ...common,
    outdir: 'dist/engine',
    entryPoints: {
      index: 'dist/dsl/index.js',
      testing: 'dist/dsl/testing/index.js',
      collect: 'dist/dsl/collect.js',
      judge: 'dist/dsl/policies/judge.js',
      'test-results': 'dist/dsl/testing/test-results.js',
    },
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'neutral',
    target: 'es2023',
  });
  // The names that programs have beyond the language: what is always read, and what is when a program uses it.
  await build({
    ...common,
    outdir: 'dist/engine/globals',
    entryPoints: [
      ...['always', 'base64', 'clones', 'console', 'date-texts', 'elsewhere', 'languages', 'texts', 'urls'],
    ].map((name) => `dist/compiler/sandbox/globals/inside/${name}.js`),
    platform: 'neutral',
    target: 'es2023',
  });
}
