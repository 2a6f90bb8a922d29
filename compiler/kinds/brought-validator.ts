import { Ajv } from 'ajv';
import { bareSchema } from '../../schemas/bare-schema.ts';
import type { KindDocument } from '../../schemas/kind-document.ts';
import { type SchemaValidator, validatorSettings } from '../../schemas/schema-validator.ts';
import { linearPattern } from './linear-pattern.ts';

/**
 * Makes the validator of a kind that a stack brings along. Its patterns are those of whoever wrote the file, and must
 * have been found to be linear.
 */
export function broughtValidator(document: KindDocument): SchemaValidator {
  ajv ??= new Ajv({ ...validatorSettings, code: { optimize: false, regExp: linearRegExp } });
  const schema = bareSchema(document);
  const validator = ajv.compile(schema);
  // Otherwise a process that watches files would keep the kinds of every moment.
  ajv.removeSchema(schema);
  return validator;
}

let ajv: Ajv | undefined;

/** Ajv wants to know how to write it down, too, for validators that are kept as source text: these are not. */
const linearRegExp = Object.assign(
  (text: string) => {
    const pattern = linearPattern(text);
    if (pattern === undefined) throw new Error(`the pattern ${text} was not refused`);
    return pattern;
  },
  { code: '' },
);
