import type { KindDocument, PropertySchema } from '../kind-document.ts';
import { literal } from './literal.ts';

/**
 * The type of what connections of a kind can be told by where a project needs one: its properties and those of its
 * options, as paths, and the choices between options. Secrets tell nothing.
 */
export function tellingType({ properties }: Pick<KindDocument, 'properties'>): string {
  const paths = new Set(Object.entries(properties).flatMap(([name, schema]) => pathsOf(name, schema)));
  return [...paths].map(literal).join(' | ') || 'never';
}

function pathsOf(name: string, { tsType, oneOf = [], ...schema }: PropertySchema): readonly string[] {
  if (schema['x-secret'] === true || schema['x-feature-properties'] !== undefined) return [];
  if (tsType !== undefined || oneOf.length === 0) return [name];
  const own = oneOf.flatMap(({ properties }) => Object.entries(properties).filter(([inner]) => inner !== 'option'));
  return [name, ...own.flatMap(([inner, innerSchema]) => pathsOf(`${name}.${inner}`, innerSchema))];
}
