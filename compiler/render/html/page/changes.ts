import { element } from './element.ts';
import { projectLabel } from './labels.ts';
import { longList } from './long-list.ts';
import type { Report } from './report.ts';

/** Makes the changes of a plan come to life: long lists of projects, links that unfold, paper that has no folds. */
export function enliven(report: Report, toProject: (project: number) => void): void {
  for (const box of document.querySelectorAll<HTMLDetailsElement>('details.audience')) {
    box.addEventListener('toggle', () => fill(box, report, toProject), { once: true });
  }
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href^="#change-"]') : null;
    if (link !== null) unfold(link.getAttribute('href') ?? '');
  });
  unfold(location.hash);
  unfoldOnPaper();
}

function fill(box: HTMLDetailsElement, { data, ...report }: Report, toProject: (project: number) => void): void {
  const stretches = data.audiences[Number(box.dataset['audience'])] ?? [];
  const projects: number[] = [];
  for (let index = 0; index + 1 < stretches.length; index += 2) {
    for (let project = stretches[index] ?? 0; project < (stretches[index + 1] ?? 0); project += 1)
      projects.push(project);
  }
  box.append(
    longList(projects, (project) => {
      const label = projectLabel({ data, ...report }, project);
      const button = element('button', { type: 'button', class: 'link' }, ...label);
      button.addEventListener('click', () => toProject(project));
      return element('li', {}, button);
    }),
  );
}

function unfold(hash: string): void {
  const change = hash.startsWith('#change-') ? document.getElementById(hash.slice(1)) : null;
  if (!(change instanceof HTMLDetailsElement)) return;
  change.open = true;
  change.querySelector('summary')?.focus();
}

function unfoldOnPaper(): void {
  let opened: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details.change:not([open])')];
    for (const one of opened) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false;
  });
}
