import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { temporaryFolder } from '../temporary-folder.ts';

/** A page in Chromium, and everything that went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings of the console, violations of its policy, and requests to anywhere. */
  readonly troubles: string[];
}

/** Debian's Chromium, with nothing of it that speaks to the network by itself. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Opens a document from disk, as somebody does who got it by mail. */
export async function openPage(browser: Browser, html: string): Promise<OpenPage> {
  const file = join(temporaryFolder(), 'report.html');
  writeFileSync(file, html);
  const address = pathToFileURL(file).href;
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  await page.route('**', async (route) => {
    const url = route.request().url();
    if (url === address) return route.continue();
    troubles.push(`request: ${url}`);
    return route.abort();
  });
  await page.addInitScript(`
    addEventListener('securitypolicyviolation', (event) => console.error('policy: ' + event.violatedDirective));
  `);
  await page.goto(address);
  return { page, troubles };
}
