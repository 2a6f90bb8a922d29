import type { AuthorForm } from '../../kinds/codec.ts';
import type { Kind } from '../../kinds/kind.ts';
import { block, call, type Entry, type Expression, object, string, word } from '../print/expression.ts';
import type { ConnectionDraft } from './draft.ts';

/** How the program refers to the value of a secret: given the author's path of the property. */
export type SecretCall = (path: readonly string[]) => Expression;

/** How the program refers to another connection: given that one's id. */
export type ReferenceCall = (id: string) => Expression;

/** What stands in an author form for values that the program does not hold itself. */
export interface Calls {
  readonly secretCall: SecretCall;
  readonly referenceCall: ReferenceCall;
}

/** The builder's call that declares a connection: `dockerRegistry({ adopt: 'PROJECT_EXT_1', ... })`. */
export function connectionCall(
  { written, live, secretCall }: ConnectionDraft,
  referenceCall: ReferenceCall,
): Expression {
  const { kind, form } = written;
  const entries = propertyEntries(kind, form, { secretCall, referenceCall });
  return call(kind.name, block([{ name: 'adopt', value: string(live.id) }, ...entries]));
}

/** A reference to a connection that the program does not declare. */
export const existingCall: ReferenceCall = (id) => call('existing', string(id));

/** The properties of an author form as those of a literal. */
export function propertyEntries(kind: Kind, form: AuthorForm, calls: Calls): readonly Entry[] {
  return inner(kind, [], form, calls);
}

function inner(kind: Kind, path: readonly string[], values: object, calls: Calls): readonly Entry[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    value: expressionOf(kind, [...path, name], value, calls),
  }));
}

function expressionOf(kind: Kind, path: readonly string[], value: unknown, calls: Calls): Expression {
  if (typeof value === 'string') return string(value);
  if (typeof value !== 'object' || value === null) return word(String(value));
  if (kind.maps.some((map) => map.path === path.join('.'))) return block(inner(kind, path, value, calls));
  if ('secret' in value) return calls.secretCall(path);
  if ('existing' in value) return calls.referenceCall(String(value.existing));
  const { option, ...values } = value as AuthorForm;
  const entries = inner(kind, path, values, calls);
  return entries.length === 0 ? call(String(option)) : call(String(option), object(entries));
}
