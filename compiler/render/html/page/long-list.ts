import { element } from './element.ts';

const portion = 50;

/** A list that begins with a few dozen items and brings the others on request. */
export function longList<T>(items: readonly T[], itemOf: (item: T) => HTMLElement): HTMLElement {
  const list = element('ul', { class: 'plain' });
  const box = element('div', {}, list);
  const more = element('button', { type: 'button' });
  let shown = 0;
  const add = (): void => {
    const next = items.slice(shown, shown + portion).map(itemOf);
    list.append(...next);
    shown += next.length;
    more.textContent = `Show ${Math.min(portion, items.length - shown)} of ${items.length - shown} more`;
    if (shown >= items.length) more.remove();
  };
  more.addEventListener('click', () => {
    const first = shown;
    add();
    const target = list.children[first]?.querySelector('button, a');
    if (target instanceof HTMLElement) target.focus();
  });
  if (items.length > portion) box.append(more);
  add();
  return box;
}
