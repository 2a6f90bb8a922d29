/**
 * A schema with every `$ref` replaced by what it points at; keywords beside a `$ref` win over those of its target.
 * Targets are looked up by the file's name. What only speaks of the file (`$schema`, `$comment`) is left out.
 */
export function inline(schema: unknown, targets: ReadonlyMap<string, object>): unknown {
  if (Array.isArray(schema)) return schema.map((item) => inline(item, targets));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $schema, $comment, $ref, ...own } = schema as { $schema?: string; $comment?: string; $ref?: string };
  const keywords = Object.fromEntries(Object.entries(own).map(([name, value]) => [name, inline(value, targets)]));
  if ($ref === undefined) return keywords;
  const file = $ref.slice($ref.lastIndexOf('/') + 1);
  const target = targets.get(file);
  if (target === undefined) throw new Error(`There is no schema ${$ref}.`);
  return { ...(inline(target, targets) as object), ...keywords };
}
