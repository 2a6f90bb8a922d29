import { nearNames } from '../diagnostics/near-names.ts';
import { makerOf, takerOf } from './type-names.ts';

/** What the type checker found, for somebody who declares connections and does not think in types. */
export interface TypeWords {
  readonly message: string;
  readonly hint?: string;
}

/** One way in which the type checker speaks, and what is said instead. `at` is the word that it points at. */
interface Wording {
  readonly pattern: RegExp;
  readonly words: (found: readonly string[], at: string) => TypeWords | undefined;
}

const wordings: readonly Wording[] = [
  {
    pattern: /^Re-exporting a type when 'isolatedModules' is enabled requires using '(export type)'\.$/,
    words: ([how = ''], at) => ({
      message: `\`${at}\` is only a type, and is exported as if there were a value of that name.`,
      hint: `Write \`${how} { ${at} }\`.`,
    }),
  },
  {
    pattern: /^Property '(.+?)' is missing in type '.*' but required in type '(.+?)'\.$/,
    words: ([name = '', type = '']) => ({ message: `\`${takerOf(type)}\` lacks \`${name}\`.`, hint: 'Add it.' }),
  },
  {
    pattern: /^Type '.*' is missing the following properties from type '(.+?)': (.+?)(?:, and (\d+) more\.)?$/,
    words: ([type = '', names = '', more]) => ({
      message: `\`${takerOf(type)}\` lacks ${listed(names.split(', '), more === undefined ? 0 : Number(more), 'and')}.`,
      hint: 'Add them.',
    }),
  },
  {
    pattern:
      /^Object literal may only specify known properties, (?:and|but) '(.+?)' does not exist in type '(.+?)'\.(?: Did you mean to write '(.+?)'\?)?$/,
    words: ([name = '', type = '', near]) => ({
      message: `\`${takerOf(type)}\` has no property \`${unquoted(name)}\`.`,
      hint: near === undefined ? 'Remove it, or correct its name.' : `Did you mean \`${near}\`?`,
    }),
  },
  {
    pattern: /^Type '(.+?)' is not assignable to type '(?:undefined \| )?Secret(?: \| undefined)?'\.$/,
    words: ([given = ''], at) => ({
      message: `\`${at}\` is a secret, which is never written down, but named: ${whatValue(given)} cannot stand there.`,
      hint: "Say where it is kept: `secret.env('NAME')`, `secret.file(...)`, `secret.vault(...)` or `secret.command(...)`.",
    }),
  },
  {
    pattern: /^Type '(.+?)' is not assignable to type '(.+?)'\.(?: Did you mean '.+?'\?)?$/,
    words: ([given = '', wanted = ''], at) => unfitting(given, wanted, at),
  },
];

/** Longer ones quote something long. To try all ways of reading these takes a time that grows with the square of it. */
export const longestWording = 600;

/** Lines that say which part of a value the next ones are about. */
const nested = /^\s*(?:The types of|Types of property) '(.+)' are incompatible/;

/**
 * Says in the author's words what the type checker means: which kind, which property, which values are possible. Of its
 * lines the innermost that can be said so counts; those around it repeat how types are nested. Undefined where it
 * speaks of something else.
 */
export function typeWords(lines: readonly string[], at: string): TypeWords | undefined {
  for (const [index, line] of [...lines.entries()].reverse()) {
    const way = lines.slice(0, index).flatMap((outer) => nested.exec(outer)?.[1] ?? []);
    for (const { pattern, words } of wordings) {
      const [, ...found] = pattern.exec(line.trim()) ?? [];
      const said = found.length === 0 ? undefined : words(found, way.length === 0 ? at : way.join('.'));
      if (said !== undefined) return said;
    }
  }
  return undefined;
}

/** A value that does not fit: where a few fixed texts or things that builders make are possible, these. */
function unfitting(given: string, wanted: string, at: string): TypeWords | undefined {
  const members = wanted.split(' | ').filter((one) => one !== 'undefined');
  const texts = members.filter((one) => /^"[^"]*"$/.test(one)).map(unquoted);
  if (members.length > 0 && texts.length === members.length && !members.some((one) => one.includes('...'))) {
    const [near] = /^"/.test(given) ? nearNames(unquoted(given), texts) : [];
    return {
      message: `\`${at}\` cannot be ${whatValue(given)}; it can be ${listed(texts, 0, 'or')}.`,
      ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
    };
  }
  const makers = members.flatMap((one) => makerOf(one) ?? []).map((name) => `${name}(...)`);
  if (members.length > 0 && makers.length === members.length) {
    return { message: `\`${at}\` cannot be ${whatValue(given)}; it is what ${listed(makers, 0, 'or')} gives.` };
  }
  const [only] = members;
  if (only !== undefined && members.length === 1 && /^Connection(?:<.*>)?$/.test(only)) {
    return { message: `\`${at}\` must be a connection, and is ${whatValue(given)}.` };
  }
  const simple = members.length === 1 && only !== undefined ? simpleTypes.get(only) : undefined;
  return simple === undefined || !simpleTypes.has(widened(given))
    ? undefined
    : { message: `\`${at}\` must be ${simple}, and is ${whatValue(given)}.` };
}

const simpleTypes: ReadonlyMap<string, string> = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['boolean', '`true` or `false`'],
  ['undefined', 'nothing (`undefined`)'],
  ['null', 'nothing (`null`)'],
]);

/** The type of a value that the type checker names by the value. */
function widened(type: string): string {
  if (/^"/.test(type)) return 'string';
  if (/^-?\d/.test(type)) return 'number';
  return /^(?:true|false)$/.test(type) ? 'boolean' : type;
}

function whatValue(type: string): string {
  if (/^"[^"]*"$/.test(type)) return type;
  return simpleTypes.get(widened(type)) ?? (type.startsWith('{') ? 'such an object' : `\`${type}\``);
}

const unquoted = (text: string): string => text.replace(/^["'`](.*)["'`]$/, '$1');

const mostListed = 15;

function listed(names: readonly string[], more: number, last: 'and' | 'or'): string {
  const shown = names.slice(0, mostListed).map((name) => `\`${name}\``);
  const rest = names.length - shown.length + more;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${last} ${all.at(-1)}`;
}
