import type { Span } from '../diagnostics/diagnostic.ts';
import { visible } from '../diagnostics/visible.ts';
import type { SecretReference } from '../model.ts';
import { counted } from './counted.ts';
import { jsonText } from './json-text.ts';
import { placeInWords } from './place-in-words.ts';
import type { Style } from './style.ts';

/** A secret of a stack: what wants it, and whether it is there. */
export interface ListedSecret {
  readonly secret: SecretReference;
  readonly uses: readonly {
    readonly address: string;
    readonly property: string;
    readonly span: Span | undefined;
  }[];
  readonly found: 'there' | 'missing' | 'not looked up';
  readonly why?: string | undefined;
  readonly hint?: string | undefined;
}

/** Names, places and connections; whatever the values are. */
export function secretsText(stack: string, secrets: readonly ListedSecret[], style: Style): string {
  const mark = {
    there: style.green('there'),
    missing: style.red('missing'),
    'not looked up': style.dim('not looked up'),
  };
  const lines = secrets.flatMap(({ secret, uses, found, why, hint }) => [
    `${style.bold(placeInWords(secret))}  ${mark[found]}`,
    ...uses.map(({ address, property, span }) => `    ${visible(property)} of ${visible(address)}${placeText(span)}`),
    ...(why === undefined ? [] : [`    ${visible(why)}${hint === undefined ? '' : ` ${visible(hint)}`}`]),
  ]);
  const count = (what: ListedSecret['found']): number => secrets.filter(({ found }) => found === what).length;
  const rest = (['missing', 'not looked up'] as const).flatMap((what) =>
    count(what) === 0 ? [] : [`${count(what)} ${what}`],
  );
  const all = secrets.length === 0 ? 'no secrets' : counted(secrets.length, 'secret');
  return [
    ...lines,
    ...(lines.length === 0 ? [] : ['']),
    `Stack "${visible(stack)}": ${[all, ...rest].join(', ')}.`,
    '',
  ].join('\n');
}

const placeText = (span: Span | undefined): string =>
  span === undefined ? '' : `  (${visible(span.file)}:${span.line})`;

/** The same for programs; `available` is null where nobody has looked. */
export const secretsJson = (stack: string, secrets: readonly ListedSecret[]): string =>
  jsonText({
    format_version: '1.0',
    stack,
    missing: secrets.filter(({ found }) => found === 'missing').length,
    secrets: secrets.map(({ secret, uses, found, why }) => ({
      ...secret,
      revision: undefined,
      available: found === 'not looked up' ? null : found === 'there',
      why,
      used_by: uses.map(({ address, property, span }) => ({ address, property, file: span?.file, line: span?.line })),
    })),
  });
