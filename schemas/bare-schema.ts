/** What says nothing about values by itself. */
const silent: ReadonlySet<string> = new Set([
  '$schema',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'tsType',
]);

/**
 * What a schema says about values, and nothing else. In annotations authors may write what they like: something that
 * looks like a keyword in there must not be taken for one. References are by the names of files.
 */
export function bareSchema(schema: unknown): object {
  const bare = Object.entries(schema as object)
    .filter(([keyword]) => !silent.has(keyword) && !keyword.startsWith('x-'))
    .map(([keyword, wanted]) => [keyword, bareKeyword(keyword, wanted)] as const);
  return Object.fromEntries(bare);
}

function bareKeyword(keyword: string, wanted: unknown): unknown {
  switch (keyword) {
    case 'properties':
      return Object.fromEntries(Object.entries(wanted as object).map(([name, one]) => [name, bareSchema(one)]));
    case 'anyOf':
    case 'oneOf':
      return (wanted as readonly unknown[]).map(bareSchema);
    case 'additionalProperties':
      return typeof wanted === 'boolean' ? wanted : bareSchema(wanted);
    case 'items':
    case 'not':
    case 'propertyNames':
      return bareSchema(wanted);
    case '$ref':
      return String(wanted).slice(String(wanted).lastIndexOf('/') + 1);
    default:
      return wanted;
  }
}
