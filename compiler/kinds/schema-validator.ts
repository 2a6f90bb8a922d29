import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Kind } from './kind.ts';
import { quickLook } from './quick-look.ts';

const annotations = [
  'x-kind',
  'x-feature-property',
  'x-feature-properties',
  'x-secret',
  'x-reference',
  'x-expected',
  'x-personal',
  'x-form',
  'x-url',
  'x-callback',
  'x-option',
  'tsType',
];

/** Schemas are proven right when they are generated, and a message of ours takes the place of ajv's: both cost time. */
const settings = {
  allErrors: true,
  discriminator: true,
  strictTypes: false,
  validateSchema: false,
  meta: false,
  messages: false,
  code: { optimize: false },
};

let ajv: Ajv2020 | undefined;
const looks = new WeakMap<Kind, (value: unknown) => boolean>();
const validators = new WeakMap<Kind, ValidateFunction>();

/** What ajv holds against a value of the author form. It is asked only where a quick look does not do. */
export function faultsOf(kind: Kind, value: unknown): readonly ErrorObject[] {
  const fits = looks.get(kind) ?? quickLook(kind.schema);
  looks.set(kind, fits);
  if (fits(value)) return [];
  // Each kind is compiled once, when it is first met.
  const validate = validators.get(kind) ?? compile(kind);
  return validate(value) ? [] : (validate.errors ?? []);
}

function compile(kind: Kind): ValidateFunction {
  ajv ??= new Ajv2020(settings).addVocabulary(annotations);
  const validate = ajv.compile(kind.schema);
  validators.set(kind, validate);
  return validate;
}
