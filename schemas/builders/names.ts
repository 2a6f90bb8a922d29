import type { KindAnnotation } from '../kind-document.ts';

/** `githubConnection` as the name of a type: `GithubConnection`. */
export function typeName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The name of the option that an option's schema describes. */
export function optionName(option: {
  readonly properties: Readonly<Record<string, { readonly const?: unknown }>>;
}): string {
  return String(option.properties.option?.const);
}

/** What a kind is for, as a list in a sentence. */
export function usesText(uses: KindAnnotation['uses']): string {
  return uses.map(({ text, rootOnly }) => (rootOnly ? `${text} (root project only)` : text)).join(', ');
}
