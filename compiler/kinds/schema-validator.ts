import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Kind } from './kind.ts';

const annotations = [
  'x-kind',
  'x-feature-property',
  'x-feature-properties',
  'x-secret',
  'x-reference',
  'x-expected',
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
const validators = new WeakMap<Kind, ValidateFunction>();

/** What ajv holds against a value of the author form. Each kind is compiled once, when it is first met. */
export function faultsOf(kind: Kind, value: unknown): readonly ErrorObject[] {
  const validate = validators.get(kind) ?? compile(kind);
  return validate(value) ? [] : (validate.errors ?? []);
}

function compile(kind: Kind): ValidateFunction {
  ajv ??= new Ajv2020(settings).addVocabulary(annotations);
  const validate = ajv.compile(kind.schema);
  validators.set(kind, validate);
  return validate;
}
