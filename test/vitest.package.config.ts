import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** The tests that pack and install the package, and so need a registry. `.ci/run` runs those of the Node that it has. */
const packages: ViteUserConfig = mergeConfig(
  { ...config, test: { ...config.test, include: [] } },
  defineConfig({ test: { include: ['test/package/**/*.package.ts'], testTimeout: 600_000, hookTimeout: 600_000 } }),
);

export default packages;
