import { describe, expect, it } from 'vitest';
import { type Code, catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { type MakeWorld, messagesFolder, runExample } from './run-example.ts';

/**
 * Runs the example of every code of these groups (`2` is PB2xx), and compares what it prints with its `message.txt`.
 * `npm test -- -u` writes it; read it before you commit it, since it is what `plugboard explain` shows.
 */
export function describeMessages(groups: string, worlds: Partial<Record<Code, MakeWorld>> = {}): void {
  const codes = (Object.keys(catalogue) as readonly Code[]).filter((code) => groups.includes(code.charAt(2)));
  describe('the example of', () => {
    it.each(codes.map((code) => [code, catalogue[code].title] as const))('%s: %s', async (code, title) => {
      const message = await runExample(code, worlds[code]);
      expect(message).toContain(`[${code}]: ${title}\n`);
      for (const [, head, rest] of message.matchAll(/^((?:error|warning|hint)\b.*?): (.*)/gm)) {
        expect(`${head}: ${rest}`).toMatch(/^\w+\[(PB|TS)\d+\]: /);
      }
      await expect(message).toMatchFileSnapshot(`${messagesFolder}/${code}/message.txt`);
    });
  });
}
