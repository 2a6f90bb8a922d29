import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { htmlForm } from '../../../compiler/render/forms/html.ts';
import { plan, planReport, settings } from './reports.ts';

const textOf = (page: string, selector: string): string =>
  parseHTML(page).document.querySelector(selector)?.textContent ?? '';

describe('a report as a page', () => {
  it('says of a plan first whether it is dangerous', () => {
    expect(textOf(htmlForm(planReport(plan), settings), '#verdict h2')).toMatch(/Dangerous|Not dangerous/);
  });

  it('says in words what a program is refused for, and no markup of it becomes any', () => {
    const { context, version } = planReport(plan);
    const page = htmlForm(
      {
        command: 'check',
        version,
        context,
        diagnostics: [
          {
            code: 'PB203',
            severity: 'error',
            title: 'wrong value',
            message: '<img src=x onerror=alert(1)> is no URL.',
          },
        ],
      },
      settings,
    );
    expect(textOf(page, '#said pre')).toContain('error[PB203]: wrong value');
    expect(textOf(page, '#said pre')).toContain('<img src=x onerror=alert(1)> is no URL.');
    expect(parseHTML(page).document.querySelector('img')).toBeNull();
  });
});
