import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** The long tests, which let go wrong whatever can. `.ci/run` runs them; `npm test` is fast without. */
const faults: ViteUserConfig = mergeConfig(
  { ...config, test: { ...config.test, include: [] } },
  defineConfig({ test: { include: ['test/{faults,fuzz}/**/*.faults.ts'], testTimeout: 1_200_000 } }),
);

export default faults;
