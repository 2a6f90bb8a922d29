/**
 * A schema with every `$ref` replaced by what it points at; keywords beside a `$ref` win over those of its target.
 * Targets are looked up by the file's name. What only speaks of the file (`$schema`, `$comment`) is left out.
 */
export function inline(schema: unknown, targets: ReadonlyMap<string, object>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => inline(item, targets));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema, $comment, $ref, ...own } = schema as { $schema?: string; $comment?: string; $ref?: string };
  const keywords = Object.fromEntries(
    Object.entries(own).map(([keyword, value]) => [keyword, inlineKeyword(keyword, value, targets)]),
  );
  if ($ref === undefined) return keywords;
  const file = $ref.slice($ref.lastIndexOf('/') + 1);
  const target = targets.get(file);
  if (target === undefined) throw new Error(`There is no schema ${$ref}.`);
  return { ...(inline(target, targets) as object), ...keywords };
}

function inlineKeyword(keyword: string, value: unknown, targets: ReadonlyMap<string, object>): unknown {
  if (keyword === 'properties' && typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, inline(schema, targets)]));
  }
  const isData = keyword === 'default' || keyword === 'examples' || keyword.startsWith('x-');
  return isData ? withoutComments(value) : inline(value, targets);
}

/** What is no schema: a `$ref` in there is a name like any other. */
function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([name]) => name !== '$comment');
  return Object.fromEntries(said.map(([name, inner]) => [name, withoutComments(inner)]));
}
