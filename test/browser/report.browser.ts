import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flatten } from '../../compiler/flatten/flatten.ts';
import { liveManifest } from '../../compiler/live/live-manifest.ts';
import type { Live, LiveFeature } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { planHtml } from '../../compiler/render/html/plan-html.ts';
import { showHtml } from '../../compiler/render/html/show-html.ts';
import { declaredAws, declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { ledgerFeature, liveProject, liveRegistry, liveState } from '../live-state.ts';
import { largeServer } from './large-report.ts';
import { launchChromium, openPage } from './open-page.ts';

const hostile = `</script><script>document.title='taken'</script><!--<img src="https://example.com/x" onerror="document.title='taken'">\u2028\u202e`;
/** The same with what nobody sees spelled out. */
const shownHostile = hostile.replace('\u2028', '\\u{2028}').replace('\u202e', '\\u{202e}');

const feature = (id: string, providerType: string, displayName: string): LiveFeature => ({
  id,
  type: 'OAuthProvider',
  properties: { providerType, displayName },
  hidden: [],
});

/** Six projects, of which four stand below the root; `hub` and `old` are the stack's. */
const live: Live = liveState([
  liveProject('_Root', {
    name: '<Root project>',
    connections: [
      liveRegistry('PROJECT_EXT_1', 'Registry hub', { repositoryUrl: 'https://old.example.com' }),
      feature('PROJECT_EXT_2', 'slackConnection', 'Slack'),
    ],
    ledgers: [
      ledgerFeature('L', 'acme', '_Root', {
        hub: { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' },
        slack: { kind: 'slackConnection', id: 'PROJECT_EXT_2' },
      }),
    ],
  }),
  liveProject('Apps', { name: 'Applications' }),
  liveProject('Apps_Web', { parent: 'Apps', connections: [feature('PROJECT_EXT_3', 'GitHub', hostile)] }),
  liveProject('Billing', { connections: [feature('PROJECT_EXT_4', 'GitHub', 'GitHub.com')] }),
  liveProject('Core'),
]);

const plan = planHtml(
  planChanges(
    flatten(
      declaredStack(
        [
          declaredProject('Core', {
            connections: [declaredAws('aws', { allowInSubProjects: false })],
            projects: [declaredProject('Core_New')],
          }),
        ],
        { connections: [declaredRegistry('hub')] },
      ),
    ),
    live,
  ),
  live,
);

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const rows = (page: Page): Promise<readonly string[]> =>
  page.locator('#tree .title, #tree .inherited .note').allTextContents();
const active = (page: Page): Promise<string> => page.locator('#tree .active .title').textContent().then(String);

describe('the report of a plan in Chromium', () => {
  it('says first whether it is dangerous, and leads from there to the change', async () => {
    const { page, troubles } = await openPage(browser, plan);
    expect(await page.locator('h1').textContent()).toBe('Plan for acme');
    expect(await page.locator('h2').first().textContent()).toBe(
      '⚠ Dangerous 1 connection destroyed, 5 projects left without any connection of a kind.',
    );
    const link = page.locator('.dangers a');
    expect(await link.allTextContents()).toEqual(['_Root/slack']);
    const change = page.locator((await link.getAttribute('href')) ?? '');
    await change.locator('> summary').click();
    expect(await change.getAttribute('open')).toBeNull();
    await link.click();
    expect(await change.getAttribute('open')).toBe('');
    expect(await change.locator('.effects .red').first().innerText()).toContain(
      '5 projects lose their only slackConnection',
    );
    expect(troubles).toEqual([]);
  });

  it('lists all projects in which a change is felt, once somebody wants to know, and leads to each', async () => {
    const { page, troubles } = await openPage(browser, plan);
    const change = page.locator('details.change', { hasText: '_Root/hub' });
    await change.locator('> summary').click();
    const audience = change.locator('details.audience');
    expect(await audience.locator('li').count()).toBe(0);
    await audience.locator('> summary').click();
    expect(await audience.locator('li .title').allTextContents()).toEqual([
      '<Root project>',
      'Applications',
      'Apps_Web',
      'Billing',
      'Core',
      'Core_New',
    ]);
    await audience.getByRole('button', { name: 'Apps_Web' }).click();
    expect(await active(page)).toBe('Apps_Web');
    expect(await page.locator('#details-heading').innerText()).toBe('Apps_Web');
    expect(troubles).toEqual([]);
  });

  it('shows the tree as the plan leaves it, with what changes marked', async () => {
    const { page, troubles } = await openPage(browser, plan);
    await page.getByLabel('Only what changes').check();
    expect(await page.locator('#found').textContent()).toBe('Found 1 project and 3 connections.');
    expect(await page.locator('#tree .row').allInnerTexts()).toEqual([
      expect.stringMatching(/<Root project>\s+_Root\s+1 own/),
      expect.stringMatching(/Registry hub\s+Docker Registry\s+~ updated\s+own/),
      expect.stringMatching(/Slack\s+Slack\s+destroyed/),
      expect.stringMatching(/Core\s+1 own · 1 inherited/),
      expect.stringMatching(/AWS aws\s+.*\s+\+ created\s+own/),
      expect.stringMatching(/Core_New\s+\+ created\s+1 inherited · 1 withheld/),
    ]);
    expect(troubles).toEqual([]);
  });

  it('searches ids, names, keys, display names and kinds as somebody types, and says how much it found', async () => {
    const { page, troubles } = await openPage(browser, plan);
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.pressSequentially('APPLIC');
    expect(await rows(page)).toEqual(['<Root project>', 'Applications']);
    expect(await page.getByRole('status').first().textContent()).toBe('Found 1 project and 0 connections.');
    await search.fill('billing github');
    expect(await rows(page)).toEqual(['<Root project>', 'Billing', 'GitHub.com']);
    await search.fill('');
    await page.locator('#kind').selectOption({ label: 'GitHub.com (githubConnection)' });
    expect(await rows(page)).toEqual([
      '<Root project>',
      'Applications',
      'Apps_Web',
      shownHostile,
      'Billing',
      'GitHub.com',
    ]);
    await search.fill('nothing like it');
    expect(await rows(page)).toEqual([]);
    expect(await page.getByRole('status').first().textContent()).toBe('Found 0 projects and 0 connections.');
    expect(troubles).toEqual([]);
  });

  it('goes by the keys of the ARIA pattern for trees', async () => {
    const { page, troubles } = await openPage(browser, plan);
    await page.getByRole('tree').focus();
    const press = async (...keys: readonly string[]): Promise<string> => {
      for (const key of keys) await page.keyboard.press(key);
      return active(page);
    };
    expect(await press('ArrowDown')).toBe('Registry hub');
    expect(await press('End')).toBe('Core');
    expect(await press('Home')).toBe('<Root project>');
    expect(await press('a')).toBe('Applications');
    expect(await press('ArrowRight')).toBe('Applications');
    const current = page.locator('#tree .active');
    expect(await current.getAttribute('aria-expanded')).toBe('true');
    expect(await current.getAttribute('id')).toBe(await page.getByRole('tree').getAttribute('aria-activedescendant'));
    expect(await press('ArrowRight', 'ArrowDown')).toBe('Apps_Web');
    const place = ['aria-level', 'aria-posinset', 'aria-setsize'].map((name) => current.getAttribute(name));
    expect(await Promise.all(place)).toEqual(['3', '2', '2']);
    expect(await press('ArrowLeft')).toBe('Applications');
    expect(await press('ArrowLeft')).toBe('Applications');
    expect(await current.getAttribute('aria-expanded')).toBe('false');
    expect(await press('*')).toBe('Applications');
    expect(await rows(page)).toContain('AWS aws');
    await page.keyboard.press('Enter');
    expect(await page.locator('#details-heading .title').textContent()).toBe('Applications');
    expect(troubles).toEqual([]);
  });

  it('can be walked through with the Tab key, from a link that skips to the content', async () => {
    const { page } = await openPage(browser, plan);
    const focused = (): Promise<string> =>
      page.evaluate<string>('document.activeElement.textContent.trim() || document.activeElement.id');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    expect((await page.locator('.skip').boundingBox())?.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('_Root/slack');
  });

  it('says of a connection where it reaches and what it can be used for', async () => {
    const { page, troubles } = await openPage(browser, plan);
    await page.locator('#tree .row', { hasText: 'Registry hub' }).click();
    const details = page.locator('#details');
    expect(await details.locator('dd').allInnerTexts()).toEqual([
      '_Root/hub',
      'Docker Registry (dockerRegistry)',
      '<Root project> _Root',
    ]);
    expect(await details.innerText()).toContain('Reaches 6 projects');
    expect(await details.locator('h4:has-text("Can be used for") + ul li').allTextContents()).toContain(
      'login of builds to the registry',
    );
    expect(troubles).toEqual([]);
  });

  it('has a matrix of a part of the tree', async () => {
    const { page, troubles } = await openPage(browser, plan);
    await page.getByLabel('Project, with all below it').selectOption({ label: '\u00a0\u00a0Core' });
    const lines = page.locator('#matrix tbody tr');
    expect(await page.locator('#matrix thead th bdi').allTextContents()).toEqual(['Registry hub', 'AWS aws']);
    expect(await lines.locator('th').allTextContents()).toEqual(['Core', 'Core_New']);
    expect(await lines.locator('td .unseen').allTextContents()).toEqual(['inherited', 'own', 'inherited', 'withheld']);
    expect(troubles).toEqual([]);
  });

  it('keeps a hostile display name text wherever it stands', async () => {
    const { page, troubles } = await openPage(browser, plan);
    await page.getByRole('searchbox').fill('onerror');
    expect(await rows(page)).toEqual(['<Root project>', 'Applications', 'Apps_Web', shownHostile]);
    await page.locator('#tree .row').last().click();
    expect(await page.locator('#details-heading').innerText()).toContain(shownHostile);
    expect(await page.locator('#matrix thead').innerText()).toContain('onerror');
    expect(await page.title()).toBe('Plan for acme');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(troubles).toEqual([]);
  });

  it('would not run a script that got into it', async () => {
    const planted = plan.replace('<main', `<script>document.title='taken'</script><main`);
    const { page, troubles } = await openPage(browser, planted);
    expect(await page.title()).toBe('Plan for acme');
    expect(troubles.filter((one) => one === 'console: policy: script-src-elem')).toHaveLength(1);
  });

  it('unfolds on paper', async () => {
    const { page } = await openPage(browser, plan);
    expect(await page.locator('.change:not([open])').count()).toBeGreaterThan(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('.change:not([open])').count()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('.change:not([open])').count()).toBeGreaterThan(0);
  });

  it.each(['light', 'dark'] as const)('has no serious fault of accessibility in %s colours', async (colorScheme) => {
    const { page } = await openPage(browser, plan);
    await page.emulateMedia({ colorScheme });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    await page.locator('#tree .row').nth(1).click();
    await page.evaluate(axe.source);
    const faults = await page.evaluate<readonly { impact: string; id: string; nodes: readonly { html: string }[] }[]>(
      'axe.run().then(({ violations }) => violations)',
    );
    const serious = faults.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it('is no wider than a narrow window', async () => {
    const { page } = await openPage(browser, plan);
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400);
  });
});

describe('the report of two thousand projects with ten connections each', () => {
  const report = showHtml(liveManifest(largeServer(2000)), 'a large server', 'Project_1999');

  it('has no more elements than are in sight, whatever is searched and unfolded', async () => {
    expect(report.length).toBeLessThan(2_500_000);
    const { page, troubles } = await openPage(browser, report);
    const count = (): Promise<number> => page.locator('#tree .row').count();
    expect(await active(page)).toBe('Project_1999');
    expect(await count()).toBeLessThan(60);
    const search = page.getByRole('searchbox');
    await search.pressSequentially('registry');
    expect(await page.locator('#found').textContent()).toBe('Found 0 projects and 20000 connections.');
    expect(await count()).toBeLessThan(60);
    await page.getByRole('tree').focus();
    await page.keyboard.press('End');
    expect(await active(page)).toMatch(/^Registry \d+\.9$/);
    expect(await count()).toBeLessThan(60);
    await search.fill('registry 1234.5');
    expect((await rows(page)).slice(-2)).toEqual(['Project_1234', 'Registry 1234.5']);
    expect(await page.locator('*').count()).toBeLessThan(5000);
    expect(troubles).toEqual([]);
  });

  it('has a matrix that goes by pages', async () => {
    const { page, troubles } = await openPage(browser, report);
    expect(await page.locator('#matrix-found').textContent()).toBe('2000 projects × 20000 connections');
    expect(await page.locator('#matrix td').count()).toBe(40 * 16);
    await page.getByRole('button', { name: 'Next projects' }).click();
    expect(await page.locator('.pager').first().innerText()).toContain('Projects 41–80 of 2000');
    expect(troubles).toEqual([]);
  });
});
