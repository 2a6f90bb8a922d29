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

/** Text with nothing in it that a browser takes for markup, between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Markup with values in it. A value is text, whatever it looks like, unless it was made by this function itself. */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const parts = pieces.map((piece, index) => `${piece}${index < values.length ? markupOf(values[index]) : ''}`);
  return { markup: parts.join('') };
}

function markupOf(value: Part): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'markup' in value ? value.markup : value.map(markupOf).join('');
}

/**
 * Data for a `<script type="application/json">`: nothing in it ends the element or begins a comment, whatever the
 * values hold.
 */
export const embeddedJson = (data: object): string =>
  JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
