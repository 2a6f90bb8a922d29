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
