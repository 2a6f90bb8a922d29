/** The text of a value in which absent and undefined are the same, and the order of keys means nothing. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  let members = '';
  for (const [name, part] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (part !== undefined) members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonical(part)}`;
  }
  return `{${members}}`;
}
