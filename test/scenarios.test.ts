/**
 * Whole programs, compared whole. A folder in `test/scenarios` has a program (`plugboard.ts` and what it imports), the
 * live state (`live/`, a settings folder) where the scenario has one, and what is to come of them: `diagnostics.txt`,
 * and where there is nothing wrong `manifest.json` and `plan.txt`.
 *
 * `npm test -- -u` writes new expectations. Read them before you commit them: what is accepted unread asserts nothing.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { readDataDirectory } from '../compiler/live/data-directory.ts';
import type { Manifest } from '../compiler/model.ts';
import { planChanges } from '../compiler/plan/plan.ts';
import { diagnosticsText } from '../compiler/render/diagnostics-text.ts';
import { manifestJson } from '../compiler/render/manifest-json.ts';
import { plannedText } from '../compiler/render/plan-text.ts';
import { quoting } from '../compiler/render/quoting.ts';
import { styleFor } from '../compiler/render/style.ts';

const folder = fileURLToPath(new URL('scenarios', import.meta.url));
const plain = styleFor(false);

async function planOf(scenario: string, manifest: Manifest): Promise<string> {
  const live = await readDataDirectory(join(folder, scenario, 'live'));
  const planned = planChanges(manifest, { ...live, source: { kind: 'data-directory', path: 'live' } });
  const messages = diagnosticsText(planned.diagnostics, { lookup: () => undefined, mask: (text) => text }, plain);
  return `${plannedText(planned, plain)}${messages}`;
}

describe('the scenario', () => {
  it.each(readdirSync(folder))('%s', async (scenario) => {
    const at = (name: string): string => join(folder, scenario, name);
    const compiled = await compile({ stackFile: at('plugboard.ts'), inputs: {} });
    const { manifest, diagnostics } = compiled;
    const messages = diagnosticsText(diagnostics, quoting(compiled), plain);
    await expect(messages === '' ? 'none\n' : messages).toMatchFileSnapshot(at('diagnostics.txt'));
    if (manifest !== undefined) {
      await expect(manifestJson(manifest)).toMatchFileSnapshot(at('manifest.json'));
      if (existsSync(at('live'))) await expect(await planOf(scenario, manifest)).toMatchFileSnapshot(at('plan.txt'));
    }
  });
});
