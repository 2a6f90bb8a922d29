type Child = Node | string | undefined | readonly Child[];

/**
 * Makes an element. Values become text and attributes only, never markup: there is no way to hand in any.
 */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? '' : String(value));
  }
  append(made, children);
  return made;
}

function append(to: HTMLElement, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined) continue;
    if (typeof child === 'string' || child instanceof Node) to.append(child);
    else append(to, child);
  }
}

/** A name of somebody else's choice: its direction of writing must not turn what stands beside it. */
export const name = (text: string, of: string = 'name'): HTMLElement => element('bdi', { class: of }, text);

/** The element that the document has with this id. */
export function byId<T extends HTMLElement>(id: string, type: abstract new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`#${id} is missing`);
}
