import { literal } from './literal.ts';

/** An example of an author form as an author would write it, with calls where a builder makes the value. */
export function exampleText(value: unknown, indent = ''): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const { option, secret, existing, ...rest } = value as Record<string, unknown>;
  if (secret !== undefined) return secretText(String(secret), rest);
  if (existing !== undefined) return `existing(${literal(String(existing))})`;
  if (option !== undefined) return `${option}(${Object.keys(rest).length > 0 ? objectText(rest, indent) : ''})`;
  return objectText(rest, indent);
}

function objectText(properties: Record<string, unknown>, indent: string): string {
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(([name, value]) => `${deeper}${name}: ${exampleText(value, deeper)},`);
  return ['{', ...lines, `${indent}}`].join('\n');
}

function secretText(place: string, { name, path, revision }: Record<string, unknown>): string {
  const options = revision === undefined ? '' : `, { revision: ${revision} }`;
  const where = name ?? path;
  return `secret.${place}(${where === undefined ? '' : `${literal(String(where))}${options}`})`;
}
