import { visible } from '../diagnostics/visible.ts';
import type { Kind } from '../kinds/kind.ts';
import { jsonText } from './json-text.ts';
import type { Style } from './style.ts';
import { wrapWords } from './wrap.ts';

/** A kind for people: what it is, what it is for, how the other side is set up, and what the author writes. */
export function explainKindText(kind: Kind, server: string | undefined, width: number, style: Style): string {
  const { name, title, description, providerType, uses, limits = [], setup, documentation } = kind;
  const section = (heading: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ['', style.bold(heading), ...lines];
  const paragraph = (text: string, indent: string): readonly string[] => wrapWords(visible(text), indent, width);
  const stored = providerType === undefined ? '' : ` Its provider type is \`${providerType}\`.`;
  return [
    `${style.bold(name)}: ${visible(title)}`,
    ...paragraph(`${description}${stored}`, ''),
    ...section(
      'What it is for',
      uses.flatMap(({ text, rootOnly }) => paragraph(`${text}${rootOnly ? ' (in the root project)' : ''}`, '  ')),
    ),
    ...section(
      'What to know',
      limits.flatMap((limit) => paragraph(limit, '  ')),
    ),
    ...section('Setting up the other side', [
      ...paragraph(`Where: ${setup.where}`, '  '),
      ...setup.steps.flatMap((step, index) => numbered(visible(step), index + 1, width)),
    ]),
    ...section(
      'What the other side must grant',
      (setup.scopes ?? []).flatMap((scope) => paragraph(scope, '  ')),
    ),
    ...section(
      'Callback URL',
      setup.callback === undefined ? [] : [`  ${server ?? '<URL of the server>'}${visible(setup.callback)}`],
    ),
    ...section('What you write', propertyLines(kind, width)),
    ...section('TeamCity’s documentation', documentation === undefined ? [] : [`  ${visible(documentation)}`]),
    '',
  ].join('\n');
}

/** The same for programs: the schema that describes the kind. */
export const explainKindJson = ({ name, schema }: Kind): string =>
  jsonText({ format_version: '1.0', kind: name, schema });

function numbered(step: string, number: number, width: number): readonly string[] {
  const [first = '', ...rest] = wrapWords(step, '     ', width);
  return [`  ${number}. ${first.trimStart()}`, ...rest];
}

function propertyLines({ schema }: Kind, width: number): readonly string[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties).flatMap(([name, { description = '' }]) => [
    `  ${name}${required.includes(name) ? '' : '?'}`,
    ...wrapWords(visible(description), '      ', width),
  ]);
}
