import * as z from 'zod';
import type { LiveFeature } from '../model.ts';

/** A project feature as the server answers it. */
export interface AnsweredFeature {
  readonly id: string;
  readonly type: string;
  readonly properties?: { readonly property?: readonly AnsweredProperty[] };
}

interface AnsweredProperty {
  readonly name: string;
  /** Absent of a secure property that holds something. */
  readonly value?: string;
}

/** Nearly all of an answer are features: they are checked as they stand, as to copy each part costs several times as much. */
export const answeredFeatures: z.ZodType<readonly AnsweredFeature[]> = z.custom<readonly AnsweredFeature[]>(
  (value) => Array.isArray(value) && value.every(isFeature),
);

/** A feature as everybody else sees it. */
export function liveFeature({ id, type, properties }: AnsweredFeature): LiveFeature {
  const shown: Record<string, string> = {};
  const hidden: string[] = [];
  for (const { name, value } of properties?.property ?? []) {
    if (value === undefined) hidden.push(name);
    else if (name === '__proto__') Object.defineProperty(shown, name, { value, enumerable: true });
    else shown[name] = value;
  }
  return { id, type, properties: shown, hidden };
}

function isFeature(value: unknown): value is AnsweredFeature {
  if (!isObject(value) || typeof value['id'] !== 'string' || typeof value['type'] !== 'string') return false;
  const { properties } = value;
  if (properties === undefined) return true;
  if (!isObject(properties)) return false;
  const { property } = properties;
  return property === undefined || (Array.isArray(property) && property.every(isProperty));
}

function isProperty(value: unknown): value is AnsweredProperty {
  if (!isObject(value)) return false;
  const { name, value: text } = value;
  return typeof name === 'string' && (text === undefined || typeof text === 'string');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
