import type { KindDocument, OptionSchema } from '../kind-document.ts';
import { docComment, wrap } from './comment.ts';
import { exampleText } from './example.ts';
import { interfaceText } from './interface.ts';
import { optionName, typeName, usesText } from './names.ts';
import { setupLines } from './setup.ts';

/** What an author uses of a kind, without its imports: its interface and builder, and those of its options. */
export function builderText(kind: string, document: KindDocument): string {
  const { title, description, properties, required = [] } = document;
  const options = Object.values(properties).flatMap(({ oneOf, tsType }) => (tsType === undefined ? (oneOf ?? []) : []));
  return [
    interfaceText(typeName(kind), {
      description: `What a \`${kind}\` (${title}) consists of.`,
      properties,
      required,
    }),
    [
      docComment(builderComment(kind, document, description)),
      `export function ${kind}(properties: ${typeName(kind)} & ConnectionOptions): Connection<'${kind}'> {`,
      `  return declareConnection('${kind}', properties);`,
      '}',
    ].join('\n'),
    ...options.map((option) => optionText(option, exampleWith(kind, document, optionName(option)))),
  ].join('\n\n');
}

/** What such text imports, by name; a type has `type` before it. */
export function importsOf(documents: readonly KindDocument[]): readonly string[] {
  const text = JSON.stringify(documents.map(({ properties }) => properties));
  return [
    'type Connection',
    'type ConnectionOptions',
    'declareConnection',
    ...(text.includes('"x-reference":') ? ['type ExistingConnection'] : []),
    ...(text.includes('"tsType":"ParameterReference"') ? ['type ParameterReference'] : []),
    ...(text.includes('"tsType":"Secret"') ? ['type Secret'] : []),
  ];
}

function builderComment(kind: string, document: KindDocument, description: string): string {
  const { uses, limits = [], documentation } = document['x-kind'];
  const example = document.examples[0];
  return [
    wrap(`Declares ${lowerFirst(description)}`),
    ...(uses.length === 0 ? [] : ['', wrap(`TeamCity uses it for ${usesText(uses)}.`)]),
    ...limits.flatMap((limit) => ['', wrap(limit)]),
    '',
    ...setupLines(document['x-kind'].setup),
    ...(documentation === undefined ? [] : ['', `@see ${documentation}`]),
    ...exampleLines(example && callText(kind, example)),
  ].join('\n');
}

const callText = (kind: string, example: object): string => `${kind}(${exampleText(example)})`;

const exampleLines = (text: string | undefined): readonly string[] =>
  text === undefined ? [] : ['', '@example', text];

/** The first example of the kind that takes this option. */
function exampleWith(kind: string, { examples }: KindDocument, option: string): string | undefined {
  const example = examples.find((one) =>
    Object.values(one).some(
      (value) => typeof value === 'object' && value !== null && 'option' in value && value.option === option,
    ),
  );
  return example && callText(kind, example);
}

function optionText(option: OptionSchema, example: string | undefined): string {
  const name = optionName(option);
  const type = typeName(name);
  const { option: _, ...own } = option.properties;
  const hasProperties = Object.keys(own).length > 0;
  const needsProperties = (option.required ?? []).some((property) => property !== 'option');
  const parameter = hasProperties ? `properties: Omit<${type}, 'option'>${needsProperties ? '' : ' = {}'}` : '';
  return [
    interfaceText(type, option),
    '',
    docComment([wrap(option.description ?? ''), ...exampleLines(example)].join('\n')),
    `export function ${name}(${parameter}): ${type} {`,
    `  return { option: '${name}'${hasProperties ? ', ...properties' : ''} };`,
    '}',
  ].join('\n');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
