import type { SchemaFault } from '../../schemas/schema-validator.ts';
import type { AuthorForm } from './codec.ts';
import type { Kind, KindProperty } from './kind.ts';
import { type SchemaNode, schemaAt } from './schema-node.ts';
import { faultsOf } from './schema-validator.ts';
import { shownSort, shownValue } from './shown-value.ts';
import { urlParts } from './url-parts.ts';
import { valueAt } from './value-at.ts';
import { writtenValue } from './written-value.ts';

/** One way in which a declaration's properties are not what its kind's schema wants. */
export interface SchemaFinding {
  readonly fault: 'unknown' | 'missing' | 'wrong' | 'plain-secret';
  /** Names from the properties downwards: `['credentialsProvider', 'accessKeyId']`. */
  readonly path: readonly string[];
  /** What is the matter, to follow the property's name: `is 7, but must be text`. It never holds a secret. */
  readonly message: string;
  /** What a right value is. */
  readonly expected?: string | undefined;
  /** Names that would have been right here. */
  readonly known?: readonly string[] | undefined;
}

/** They are split off before the schema sees the properties, and yet an author may have meant one. */
const optionNames = ['adopt', 'formerly', 'protect'];

/** Everything that is the matter with a declaration's properties, by path. Nothing where they are right. */
export function validateProperties(kind: Kind, properties: AuthorForm): readonly SchemaFinding[] {
  const faults = faultsOf(kind, properties);
  const malformed = malformedUrls(kind, properties);
  if (faults.length === 0) return malformed;
  const findings = new Map<string, SchemaFinding>();
  for (const fault of faults) {
    const finding = describe(kind, properties, fault);
    const place = finding.path.join('.');
    if (!findings.has(place)) findings.set(place, finding);
  }
  // Where a schema asks for more than for a URL, it has said so.
  for (const finding of malformed)
    if (!findings.has(finding.path.join('.'))) findings.set(finding.path.join('.'), finding);
  return [...findings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding);
}

const none: readonly never[] = [];
const urlProperties = new WeakMap<Kind, readonly KindProperty[]>();

/** Texts that stand where a URL must and are none: what is wrong with one, no pattern of a schema could say. */
function malformedUrls(kind: Kind, properties: AuthorForm): readonly SchemaFinding[] {
  const known = urlProperties.get(kind) ?? kind.properties.filter(({ url }) => url !== undefined);
  urlProperties.set(kind, known);
  if (known.length === 0) return none;
  return known.flatMap((property): readonly SchemaFinding[] => {
    const value = writtenValue(property, properties);
    const parts = typeof value === 'string' ? urlParts(value) : undefined;
    if (parts === undefined || !('fault' in parts)) return none;
    const message = `is ${shownValue(value)}, which ${parts.fault}`;
    return [{ fault: 'wrong', path: property.path.split('.'), message, expected: 'a URL' }];
  });
}

function describe(kind: Kind, properties: AuthorForm, { keyword, params, instancePath }: SchemaFault): SchemaFinding {
  const at = instancePath.split('/').slice(1).map(unescaped);
  const node = schemaAt(kind, properties, at);
  if (node.secret) return secretFinding(node, valueAt(properties, node.path));
  switch (keyword) {
    case 'additionalProperties': {
      const known = at.length === 0 ? [...node.known, ...optionNames] : node.known;
      return { fault: 'unknown', path: [...at, String(params.additionalProperty)], message: 'is not known', known };
    }
    case 'required':
      return missingFinding(kind, properties, [...at, String(params.missingProperty)]);
    default:
      return wrongFinding(node, valueAt(properties, node.path));
  }
}

function missingFinding(kind: Kind, properties: AuthorForm, path: readonly string[]): SchemaFinding {
  // An option without its discriminator is not the author's missing property: the whole value is wrong.
  if (path.at(-1) === 'option') {
    const node = schemaAt(kind, properties, path.slice(0, -1));
    return wrongFinding(node, valueAt(properties, node.path));
  }
  return { fault: 'missing', path, message: 'is missing', expected: schemaAt(kind, properties, path).expected };
}

function wrongFinding({ path, expected, known }: SchemaNode, value: unknown): SchemaFinding {
  const shown = known.length > 0 ? shownSort(value) : shownValue(value);
  const message = `is ${shown}, but must be ${expected}`;
  return { fault: 'wrong', path, message, expected, ...(known.length > 0 ? { known } : {}) };
}

function secretFinding({ path, expected }: SchemaNode, value: unknown): SchemaFinding {
  if (typeof value === 'string') {
    return { fault: 'plain-secret', path, message: 'is a secret that stands in the program', expected };
  }
  return { fault: 'wrong', path, message: `must be ${expected}`, expected };
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
