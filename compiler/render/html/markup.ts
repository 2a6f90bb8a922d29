import { visibleJson } from '../../diagnostics/visible.ts';
/** Text that is markup already, made by `html`. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const special = /[&<>"']/g;
const hasSpecial = new RegExp(special.source);

/** Text with nothing in it that a browser takes for markup, between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  hasSpecial.test(text) ? text.replace(special, (character) => entities[character] ?? character) : text;

/**
 * Markup with values in it. A value is text, whatever it looks like, unless it was made by this function itself.
 * Pieces are put together one after the other: joining lists would copy the text of a large report once for each level.
 */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Markup {
  let markup = pieces[0] ?? '';
  for (const [index, value] of values.entries()) markup += markupOf(value) + (pieces[index + 1] ?? '');
  return { markup };
}

function markupOf(value: Part): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  if ('markup' in value) return value.markup;
  let markup = '';
  for (const part of value) markup += markupOf(part);
  return markup;
}

/**
 * Data for a `<script type="application/json">`: nothing in it ends the element or begins a comment, whatever the
 * values hold.
 */
export const embeddedJson = (data: object): string =>
  visibleJson(JSON.stringify(data)).replace(
    /[<>&]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
