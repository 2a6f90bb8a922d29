import type { ErrorObject, Options } from 'ajv';

/** One thing that a schema holds against a value. */
export type SchemaFault = Pick<ErrorObject, 'keyword' | 'params' | 'instancePath'>;

/** Judges values by a schema. `errors` is what it holds against the last one, all of it. */
export interface SchemaValidator {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaFault[] | null | undefined;
}

/**
 * How validators are made, when Plugboard is built and for kinds that a stack brings along: both must say the same.
 * Schemas are proven right before, and messages of ours take the place of ajv's.
 */
export const validatorSettings: Options = {
  allErrors: true,
  discriminator: true,
  strictTypes: false,
  validateSchema: false,
  meta: false,
  messages: false,
};
