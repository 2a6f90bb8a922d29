import { readdirSync, readFileSync } from 'node:fs';
import { inline } from '../builders/inline.ts';
import type { KindDocument } from '../kind-document.ts';

const suffix = '.schema.json';

/** All that the folder `schemas` says. */
export interface Schemas {
  /** The documents of all kinds, by name, in the order of their names. */
  readonly kinds: ReadonlyMap<string, KindDocument>;
  /** The same as they stand in the files, with their references. */
  readonly sources: ReadonlyMap<string, object>;
  /** What a kind file may say. */
  readonly kindSchema: object;
  /** What kind files refer to, by the names of the files. */
  readonly parts: ReadonlyMap<string, object>;
}

/** Reads the folder `schemas`. */
export function readSchemas(schemas: string): Schemas {
  const { 'kind.schema.json': kindSchema = {}, ...parts } = Object.fromEntries(schemaFiles(schemas));
  const targets = new Map(Object.entries(parts));
  const sources = schemaFiles(`${schemas}/kinds`).map(
    ([file, schema]) => [file.slice(0, -suffix.length), schema] as const,
  );
  const kinds = sources.map(([kind, schema]) => [kind, inline(schema, targets) as KindDocument] as const);
  return { kinds: new Map(kinds), sources: new Map(sources), kindSchema, parts: targets };
}

function schemaFiles(folder: string): [file: string, schema: object][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as object]);
}
