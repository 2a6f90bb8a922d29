import { kindDocuments } from '../../schemas/generated/kinds.ts';
import { validators } from '../../schemas/generated/validators.ts';
import type { KindDocument } from '../../schemas/kind-document.ts';
import type { SchemaFault, SchemaValidator } from '../../schemas/schema-validator.ts';
import type { Kind } from './kind.ts';

/** Validators of the kinds that a stack brings along. Whoever read the document has made one. */
const brought = new WeakMap<KindDocument, SchemaValidator>();

/** Keeps the validator of a kind that Plugboard does not know by itself, for `faultsOf`. */
export function keepValidator(document: KindDocument, validator: SchemaValidator): void {
  brought.set(document, validator);
}

/** All that a kind's schema holds against a value of the author form. */
export function faultsOf(kind: Kind, value: unknown): readonly SchemaFault[] {
  const validate = validatorOf(kind);
  return validate(value) ? [] : (validate.errors ?? []);
}

function validatorOf({ name, schema }: Kind): SchemaValidator {
  // The name alone does not say it: a stack may bring a kind that has the name of a built-in one, and is refused for it.
  const validator = kindDocuments[name] === schema ? validators[name] : brought.get(schema);
  if (validator === undefined) throw new Error(`there is no validator of the kind \`${name}\``);
  return validator;
}
