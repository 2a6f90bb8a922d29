import type { KindDocuments } from '../../schemas/kind-document.ts';
import { shortText } from '../diagnostics/cut-text.ts';
import { describeKind } from './describe-kind.ts';
import type { Kind } from './kind.ts';
import { readKind } from './kind-file.ts';
import { builtInKinds } from './registry.ts';

/** What a stack's kind file holds, as JSON, and the name that it gives its kind. */
export interface KindFile {
  readonly name: string;
  readonly content: unknown;
}

/** Something that keeps a kind file from being used. */
export interface KindFault {
  readonly name: string;
  readonly is: 'malformed' | 'clash';
  /** A sentence. */
  readonly message: string;
}

export interface BroughtKinds {
  /** Those that can be used. Absent where there are none. */
  readonly kinds?: KindDocuments | undefined;
  readonly faults: readonly KindFault[];
}

/** TeamCity with all its plugins has not half as many kinds. */
const most = 100;

/** Reads the kinds that a stack brings along. One that clashes with a built-in kind, or with one before it, is not used. */
export function readBroughtKinds(files: readonly KindFile[]): BroughtKinds {
  const documents: [string, NonNullable<BroughtKinds['kinds']>[string]][] = [];
  const faults: KindFault[] = [];
  const used: Kind[] = [];
  for (const { name } of files.slice(most, most + 1)) {
    faults.push({ name, is: 'clash', message: `It is one of ${files.length} kind files; a stack can have ${most}.` });
  }
  for (const { name, content } of files.slice(0, most)) {
    const reading = readKind(name, content);
    if ('faults' in reading) {
      faults.push(
        ...reading.faults.map((message) => ({ name, is: 'malformed', message: shortened(message) }) as const),
      );
      continue;
    }
    const kind = describeKind(name, reading.document);
    const clashing = clashesOf(kind, used);
    faults.push(...clashing.map((message) => ({ name, is: 'clash', message }) as const));
    if (clashing.length > 0) continue;
    used.push(kind);
    documents.push([name, reading.document]);
  }
  return { faults, ...(documents.length === 0 ? {} : { kinds: Object.fromEntries(documents) }) };
}

/** A sentence quotes names of the file, which may be as long as the file. */
const shortened = (message: string): string => shortText(message, 500);

function clashesOf(kind: Kind, before: readonly Kind[]): readonly string[] {
  const { named, ofProvider, all } = builtInKinds;
  const { name, providerType } = kind;
  const provider = providerType === undefined ? undefined : ofProvider(providerType);
  const earlier = before.find((one) => providerType !== undefined && one.providerType === providerType);
  const taken = new Map(before.flatMap((one) => buildersOf(one).map((builder) => [builder, one.name] as const)));
  return [
    ...(named(name) === undefined ? [] : [`\`${name}\` is a kind that Plugboard knows by itself.`]),
    ...(provider === undefined ? [] : [`The provider type \`${providerType}\` is that of \`${provider.name}\`.`]),
    ...(earlier === undefined ? [] : [`The provider type \`${providerType}\` is that of \`${earlier.name}\`, too.`]),
    ...buildersOf(kind)
      .filter((builder) => taken.has(builder))
      .map((builder) => `\`${taken.get(builder)}\` has a builder \`${builder}\`, too.`),
    ...kind.properties
      .filter(
        ({ reference }) => reference !== undefined && ![...all, ...before, kind].some((one) => one.name === reference),
      )
      .map(({ path, reference }) => `\`${path}\` refers to a \`${reference}\`, which is no kind.`),
  ];
}

const buildersOf = ({ name, choices }: Kind): readonly string[] => [
  name,
  ...choices.flatMap(({ options }) => options.map((option) => option.name)),
];
