import { Node, type ObjectLiteralExpression } from 'ts-morph';
import type { Kind } from '../../kinds/kind.ts';
import type { PropertyChange } from '../../model.ts';
import type { WrittenConnection } from '../draft/author-form.ts';
import { type Calls, propertyEntries } from '../draft/connection-call.ts';
import { type Entry, importedNames } from '../print/expression.ts';
import { changeLiteral, setValue } from './edit-literal.ts';
import { builderLiteral, elementValue, propertyOf } from './program-source.ts';
import type { TextEdits } from './text-edits.ts';

/**
 * Brings the literal of a declared connection to what is on the server, property by property. Gives the names from
 * `plugboard` that it uses.
 */
export function updateConnection(
  literal: ObjectLiteralExpression,
  { kind, form }: WrittenConnection,
  changes: readonly PropertyChange[],
  calls: Calls,
  edits: TextEdits,
): readonly string[] {
  const entries = propertyEntries(kind, form, calls);
  const paths = changes.map(({ property }) => pathOf(kind, property));
  const used: Entry[] = [];
  for (const name of new Set(paths.map(([first]) => first))) {
    const wanted = entries.find((entry) => entry.name === name);
    const inner = paths.flatMap(([first, second]) => (first === name ? [second] : []));
    const element = propertyOf(literal, name);
    if (wanted?.value === undefined) {
      changeLiteral(literal, { removed: [name] }, edits);
    } else if (element === undefined) {
      changeLiteral(literal, { added: [wanted], order: ['adopt', ...Object.keys(kind.schema.properties)] }, edits);
      used.push(wanted);
    } else {
      const within = innerLiteral(elementValue(element), wanted);
      if (within === undefined || inner.includes(undefined)) {
        setValue(element, wanted.value, edits);
        used.push(wanted);
      } else {
        used.push(...updateInner(within, wanted, inner, edits));
      }
    }
  }
  return used.flatMap(({ value }) => (value === undefined ? [] : importedNames(value)));
}

/** `credentialsProvider.accessKeyId` has two parts; so has a free name, whatever dots there are in it. */
function pathOf(kind: Kind, property: string): readonly [first: string, second: string | undefined] {
  const isInner = kind.properties.some(({ path, when }) => path === property && when !== undefined);
  const isFree = kind.maps.some(({ path }) => property.startsWith(`${path}.`));
  const dot = property.indexOf('.');
  return isInner || isFree ? [property.slice(0, dot), property.slice(dot + 1)] : [property, undefined];
}

/** The literal with the properties of a chosen option, or of free names; undefined where the option is another one. */
function innerLiteral(written: ReturnType<typeof elementValue>, { value }: Entry): ObjectLiteralExpression | undefined {
  if (value?.is === 'object') return Node.isObjectLiteralExpression(written) ? written : undefined;
  return value?.is === 'call' ? builderLiteral(written, value.callee) : undefined;
}

function updateInner(
  literal: ObjectLiteralExpression,
  { value }: Entry,
  names: readonly (string | undefined)[],
  edits: TextEdits,
): readonly Entry[] {
  const object = value?.is === 'call' ? value.values[0] : value;
  const entries = object?.is === 'object' ? object.entries : [];
  const used: Entry[] = [];
  for (const name of names) {
    const wanted = entries.find((entry) => entry.name === name);
    // A secure property may be written with what the server stores it behind.
    const element = propertyOf(literal, name ?? '') ?? propertyOf(literal, `secure:${name}`);
    if (wanted?.value === undefined) changeLiteral(literal, { removed: [name ?? ''] }, edits);
    else if (element === undefined) changeLiteral(literal, { added: [wanted] }, edits);
    else setValue(element, wanted.value, edits);
    if (wanted !== undefined) used.push(wanted);
  }
  return used;
}
