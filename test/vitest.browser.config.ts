import { defineConfig, mergeConfig, type ViteUserConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** The tests that need Chromium. `.ci/run` runs them; `npm test` needs no browser. */
const browser: ViteUserConfig = mergeConfig(
  { ...config, test: { ...config.test, include: [], globalSetup: [] } },
  defineConfig({ test: { include: ['test/browser/**/*.browser.ts'] } }),
);

export default browser;
