/** What stands where a secret stood. The same for all, so that not even a length can be told. */
const placeholder = '(sensitive value)';

/** Replaces every one of these values in a text, longest first, also where it was escaped for JSON or a URL. */
export function redact(text: string, values: readonly string[]): string {
  const forms = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
  return [...new Set(forms)]
    .filter((form) => form !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((redacted, form) => redacted.replaceAll(form, placeholder), text);
}
