import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const config: ViteUserConfig = defineConfig({
  resolve: {
    // Tests run the sources; the command line is tested from `dist`, which the global set-up builds.
    alias: [
      { find: /^\.\/native-compiler\.ts$/, replacement: source('test/compiler-runs/run-compiler.ts') },
      { find: /^plugboard\/compiler$/, replacement: source('compiler/index.ts') },
      { find: /^plugboard\/project-config$/, replacement: source('compiler/live/project-config.ts') },
      { find: /^plugboard\/sandbox$/, replacement: source('fixtures/server/index.ts') },
      { find: /^plugboard$/, replacement: source('dsl/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/compiler-runs/start.ts'],
    setupFiles: ['test/seed.ts'],
    // A machine that does other things, too, is slow and not wrong.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // To read everything in anew for each file takes an eighth of the whole time. No test leaves anything behind.
    isolate: false,
    // By default one processor is left for the watcher of a run that watches nothing.
    maxWorkers: availableParallelism(),
    typecheck: { enabled: false },
  },
});

export default config;
