import { readdirSync, readFileSync } from 'node:fs';
import type { KindDocument } from '../kind-document.ts';
import { inline } from './inline.ts';

const suffix = '.schema.json';

/** The documents of all kinds in the folder `schemas`, by name, in the order of their names. */
export function readKinds(schemas: string): ReadonlyMap<string, KindDocument> {
  const targets = new Map(schemaFiles(schemas));
  return new Map(
    schemaFiles(`${schemas}/kinds`).map(([file, schema]) => [
      file.slice(0, -suffix.length),
      inline(schema, targets) as KindDocument,
    ]),
  );
}

function schemaFiles(folder: string): [file: string, schema: object][] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(suffix))
    .sort()
    .map((file) => [file, JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as object]);
}
