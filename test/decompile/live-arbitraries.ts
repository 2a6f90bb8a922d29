import fc, { type Arbitrary } from 'fast-check';
import { encode } from '../../compiler/kinds/codec.ts';
import type { Kind } from '../../compiler/kinds/kind.ts';
import { builtInKinds } from '../../compiler/kinds/registry.ts';
import type { Live, LiveFeature, LiveProject } from '../../compiler/model.ts';
import { anyText } from '../any-text.ts';
import { liveProject, liveState } from '../live-state.ts';

const kinds = builtInKinds.all;

/** Texts that break whatever is careless with quotes, comments, lines or directions. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  "it's",
  '"both" and \'both\'',
  '`${process.exit(1)}`',
  '*/ process.exit(1) /*',
  '// @ts-nocheck',
  '@ts-ignore',
  'two\nlines\r\nand \u2028 more \u2029',
  '<script>alert(1)</script>',
  '\u202egnp.exe \u2066x\u2069',
  '\0\u0007\u001b[31mred',
  '\ud800 lonely \udc00',
  'back\\slash \\u0041 \\',
  '%parameter%',
  'x%parameter%y',
  'Grüße, 世界 👩‍💻',
  '__proto__',
  'constructor',
  'x'.repeat(10_000),
];

const text = (): Arbitrary<string> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('true', 'false', '12', '-1', 'https://example.com', 'GitHub.com', '%p%') },
    { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
    { weight: 3, arbitrary: anyText(25) },
    // About as wide as a line: whether it fits must be counted right.
    { weight: 1, arbitrary: fc.string({ unit: wideUnit(), minLength: 80, maxLength: 110 }) },
  );

const wideUnit = (): Arbitrary<string> => fc.constantFrom('a', 'ß', '"', "'", ' ', '\\', '\u202e');

type Draft = Pick<LiveFeature, 'properties' | 'hidden'>;

/** What the server would hold of a right declaration, with some of it changed, emptied, lost or added. */
function ofKind(kind: Kind): Arbitrary<Draft> {
  const stored = kind.schema.examples.map((example) => encode(kind, example));
  const names = [
    ...kind.properties.map(({ featureProperty }) => featureProperty),
    ...kind.choices.flatMap(({ options }) => options.flatMap(({ sets }) => Object.keys(sets))),
    ...Object.keys(kind.constants),
    ...kind.noise,
  ];
  const changed = fc.dictionary(fc.oneof(fc.constantFrom(...names), freeName()), text(), { maxKeys: 4 });
  return fc
    .tuple(fc.constantFrom(...stored), changed, fc.array(fc.constantFrom(...names), { maxLength: 2 }), text())
    .map(([example, more, lost, displayName]) => {
      const all = Object.entries({ ...example, ...(displayName.length % 2 === 0 ? {} : { displayName }), ...more });
      const left = all.filter(([name]) => !lost.includes(name) && name !== 'providerType');
      return feature(kind.providerType ?? 'Some_Plugin', left);
    });
}

/** Names that plugins could give, and some that nobody should. */
const freeName = (): Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      'url',
      'secure:apiToken',
      'a.b',
      'a-b',
      '__proto__',
      'constructor',
      'x y',
      "it's",
      '1',
      '@ts-ignore',
    ),
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.constantFrom(...hostileTexts.filter((one) => one.length < 100)),
  );

const unknown = (): Arbitrary<Draft> =>
  fc
    .tuple(
      fc.oneof(fc.constantFrom('JFrog_Artifactory', 'Jira Cloud'), fc.string({ minLength: 1 })),
      fc.dictionary(freeName(), text(), { maxKeys: 6 }),
      text(),
    )
    .map(([provider, more, displayName]) => feature(provider, Object.entries({ displayName, ...more })));

function feature(providerType: string, entries: readonly (readonly [string, unknown])[]): Draft {
  const isHidden = ([name, value]: readonly [string, unknown]): boolean =>
    name.startsWith('secure:') ? value !== '' : typeof value !== 'string';
  const shown = entries.filter((one) => !isHidden(one)).map(([name, value]) => [name, String(value)] as const);
  return {
    properties: Object.fromEntries([...shown, ['providerType', providerType]]),
    hidden: entries.filter(isHidden).map(([name]) => name),
  };
}

const connection = (): Arbitrary<Draft> => fc.oneof(...kinds.map(ofKind), unknown());

/** Connections of kinds that refer to others, nearly all of them to one that might be there. */
const referring = (): Arbitrary<Draft> => {
  const some = kinds.filter(({ properties }) => properties.some(({ reference }) => reference !== undefined));
  return fc
    .tuple(
      fc.oneof(...some.map((kind) => fc.constantFrom(...kind.schema.examples.map((one) => [kind, one] as const)))),
      fc.integer({ min: 1, max: 6 }),
      fc.boolean(),
    )
    .map(([[kind, example], target, withheld]) => {
      const stored = Object.entries(encode(kind, example)).map(([name, value]) => {
        const isReference = kind.properties.some((one) => one.featureProperty === name && one.reference !== undefined);
        return [name, isReference ? `PROJECT_EXT_${target}` : value] as const;
      });
      const rule = kind.inheritance?.withheldBy;
      const more = rule === undefined || !withheld ? [] : [[rule.featureProperty, rule.value] as const];
      return feature(kind.providerType ?? '', [...stored, ...more]);
    });
};

/** A server of a few projects in any tree, with connections that refer to each other. */
export const referringServer = (): Arbitrary<Live> => liveServer(4, 6, referring());

/** A server of a few projects in any tree, with connections of any sort. */
export function liveServer(projects = 6, connections = 6, any: Arbitrary<Draft> = connection()): Arbitrary<Live> {
  const ids = [
    'Payments',
    'Payments_Backend',
    'PaymentsBackend',
    'payments_x',
    'Con',
    'X',
    'Project',
    'Root',
    'default',
  ];
  return fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...ids), { maxLength: projects }),
      fc.array(fc.nat(), { minLength: projects, maxLength: projects }),
      fc.array(fc.array(any, { maxLength: connections }), {
        minLength: projects + 1,
        maxLength: projects + 1,
      }),
    )
    .map(([names, parents, drafts]) => {
      const made = names.map((id, at): LiveProject => {
        const parent = ['_Root', ...names.slice(0, at)][(parents[at] ?? 0) % (at + 1)];
        return liveProject(id, { parent, connections: numbered(drafts[at + 1] ?? []) });
      });
      return liveState([liveProject('_Root', { connections: numbered(drafts[0] ?? []) }), ...made]);
    });
}

/** Ids are unique in a project only: the same ones come again in every other. */
const numbered = (drafts: readonly Draft[]): readonly LiveFeature[] =>
  drafts.map((draft, at) => ({ id: `PROJECT_EXT_${at + 1}`, type: 'OAuthProvider', ...draft }));

/** A server, and the same one after people have worked on it: connections changed, gone and new. */
export function changedServer(): Arbitrary<readonly [before: Live, after: Live]> {
  return fc.tuple(liveServer(), liveServer()).map(([before, other]) => {
    const drafts = other.projects.flatMap(({ connections }) => connections);
    let next = 0;
    const projects = before.projects.map((project) => ({
      ...project,
      connections: project.connections.flatMap((live, at): readonly LiveFeature[] => {
        next += 1;
        const draft = drafts[next % Math.max(drafts.length, 1)];
        if (draft === undefined || at % 4 === 0) return [live];
        if (at % 4 === 1) return [];
        const changed = { ...live, properties: mixed(live.properties, Object.values(draft.properties)) };
        return at % 4 === 2 ? [changed] : [changed, { ...draft, id: `NEW_${at}` }];
      }),
    }));
    return [before, { ...before, projects }] as const;
  });
}

/** Every second value in the place of another. */
const mixed = (
  properties: Readonly<Record<string, string>>,
  values: readonly string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value], at) => {
      const other = values[at % Math.max(values.length, 1)] ?? value;
      return [name, at % 2 === 0 && name !== 'providerType' ? other : value];
    }),
  );
