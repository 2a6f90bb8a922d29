import type { AuthorForm } from '../../kinds/codec.ts';
import type { Kind } from '../../kinds/kind.ts';
import { block, call, type Entry, type Expression, object, string, word } from '../print/expression.ts';
import type { WrittenConnection } from './author-form.ts';

/** How the program refers to the value of a secret: given the author's path of the property. */
export type SecretCall = (path: readonly string[]) => Expression;

/** The builder's call that declares a connection: `dockerRegistry({ adopt: 'PROJECT_EXT_1', ... })`. */
export function connectionCall({ kind, form }: WrittenConnection, adopt: string, secretCall: SecretCall): Expression {
  const entries = propertyEntries(kind, form, secretCall);
  return call(kind.name, block([{ name: 'adopt', value: string(adopt) }, ...entries]));
}

/** The properties of an author form as those of a literal. */
export function propertyEntries(kind: Kind, form: AuthorForm, secretCall: SecretCall): readonly Entry[] {
  return Object.entries(form).map(([name, value]) => ({ name, value: expressionOf(kind, [name], value, secretCall) }));
}

function expressionOf(kind: Kind, path: readonly string[], value: unknown, secretCall: SecretCall): Expression {
  if (typeof value === 'string') return string(value);
  if (typeof value !== 'object' || value === null) return word(String(value));
  if (kind.maps.some((map) => map.path === path.join('.'))) return block(inner(kind, path, value, secretCall));
  if ('secret' in value) return secretCall(path);
  const { option, ...values } = value as AuthorForm;
  const entries = inner(kind, path, values, secretCall);
  return entries.length === 0 ? call(String(option)) : call(String(option), object(entries));
}

function inner(kind: Kind, path: readonly string[], values: object, secretCall: SecretCall): readonly Entry[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    value: expressionOf(kind, [...path, name], value, secretCall),
  }));
}
