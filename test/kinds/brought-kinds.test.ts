import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type KindFault, readBroughtKinds } from '../../compiler/kinds/brought-kinds.ts';
import { builtInKinds, kindsFor } from '../../compiler/kinds/registry.ts';
import { validateProperties } from '../../compiler/kinds/validate.ts';

const file = fileURLToPath(new URL('../scenarios/a-kind-of-ones-own/artifactory.schema.json', import.meta.url));
const text = readFileSync(file, 'utf8');
const right: unknown = JSON.parse(text);
const changed = (from: string, to: string): unknown => {
  expect(text).toContain(from);
  return JSON.parse(text.replaceAll(from, to));
};

const faults = (...files: readonly (readonly [string, unknown])[]): readonly string[] =>
  readBroughtKinds(files.map(([name, content]) => ({ name, content }))).faults.map(
    ({ name, is, message }: KindFault) => `${name} (${is}): ${message}`,
  );

describe('kinds that a stack brings along', () => {
  it('are known beside the built-in ones', () => {
    const { kinds, faults: none } = readBroughtKinds([{ name: 'artifactory', content: right }]);
    expect(none).toEqual([]);
    const known = kindsFor(kinds);
    expect(known.all).toHaveLength(builtInKinds.all.length + 1);
    expect(known.named('artifactory')?.properties.map(({ path, featureProperty }) => [path, featureProperty])).toEqual([
      ['displayName', 'displayName'],
      ['url', 'url'],
      ['timeout', 'timeout'],
      ['resolver.userName', 'defaultResolverUsername'],
      ['resolver.password', 'secure:defaultResolverPassword'],
    ]);
    expect(known.ofProvider('JFrog_Artifactory')?.name).toBe('artifactory');
    expect(known.named('dockerRegistry')).toBe(builtInKinds.named('dockerRegistry'));
  });

  it('are none where there are no files', () => {
    expect(readBroughtKinds([])).toEqual({ faults: [] });
    expect(kindsFor(undefined)).toBe(builtInKinds);
  });

  it.each([
    ['dockerRegistry', right, ['dockerRegistry (clash): `dockerRegistry` is a kind that Plugboard knows by itself.']],
    [
      'artifactory',
      changed('JFrog_Artifactory', 'Docker'),
      ['artifactory (clash): The provider type `Docker` is that of `dockerRegistry`.'],
    ],
    [
      'Artifactory',
      right,
      [
        'Artifactory (malformed): `Artifactory` cannot be the name of a kind: a letter from a to z, then letters and digits.',
      ],
    ],
    [
      'class',
      right,
      ['class (malformed): `class` cannot be the name of a kind: a letter from a to z, then letters and digits.'],
    ],
    [
      'artifactory',
      {},
      expect.arrayContaining(["artifactory (malformed): The file must have required property 'x-kind'."]),
    ],
    ['artifactory', 'text', ['artifactory (malformed): The file must be object.']],
    [
      'artifactory',
      changed('"minLength": 1,', '"minLenght": 1,'),
      expect.arrayContaining(['artifactory (malformed): `properties.displayName` must not have `minLenght`.']),
    ],
    [
      'artifactory',
      changed('"x-feature-property": "displayName"', '"x-feature-property": "name"'),
      [
        'artifactory (malformed): A required property must be stored as `displayName`: it is what connections are recognised by.',
      ],
    ],
    [
      'artifactory',
      changed('"x-feature-property": "timeout"', '"x-feature-property": "url"'),
      ['artifactory (malformed): `timeout` is stored as `url`, as another one is.'],
    ],
    [
      'artifactory',
      changed('["displayName", "url"]', '["displayName", "uri"]'),
      expect.arrayContaining(['artifactory (malformed): `required` names `uri`, which is not among the properties.']),
    ],
    [
      'artifactory',
      changed('"sameUser"', '"default"'),
      ['artifactory (malformed): Option `default` has a name that TypeScript reserves.'],
    ],
    [
      'artifactory',
      changed('"url": "https://artifactory.example.com"', '"url": "artifactory"'),
      ['artifactory (malformed): Example 1 is wrong: `url` is `"artifactory"`, but must be a URL.'],
    ],
    [
      'artifactory',
      changed('"^https?://"', '"^(https?"'),
      expect.arrayContaining(['artifactory (malformed): `properties.url.pattern` must match format "regex".']),
    ],
    [
      'artifactory',
      changed('"^https?://"', '"^(?=https?://)"'),
      expect.arrayContaining([
        'artifactory (malformed): `properties.url.pattern` is `"^(?=https?://)"`, which could take forever on some texts: write it without look-around, back-references, modifiers and large counts.',
      ]),
    ],
    [
      'artifactory',
      changed('"otherUser"', '"sameUser"'),
      ['artifactory (malformed): `sameUser` is the name of two builders.'],
    ],
    [
      'artifactory',
      changed('"otherUser"', '"artifactory"'),
      ['artifactory (malformed): `artifactory` is the name of two builders.'],
    ],
    ...['constructor', '__proto__'].map((name): [string, unknown, readonly string[]] => [
      'artifactory',
      changed('"constants": {}', `"constants": { "${name}": "x" }`),
      [
        `artifactory (malformed): \`${name}\` cannot be a name: every object of JavaScript has something that is called so.`,
      ],
    ]),
    [
      'artifactory',
      changed('"timeout"', '"toString"'),
      [
        'artifactory (malformed): `toString` cannot be a name: every object of JavaScript has something that is called so.',
      ],
    ],
    [
      'artifactory',
      changed('"examples": [{', `"examples": [{ "deep": ${'['.repeat(100_000)}${']'.repeat(100_000)},`),
      ['artifactory (malformed): It is nested more than 20 levels deep.'],
    ],
  ])('%s is refused with the reason (%#)', (name, content, expected) => {
    expect(faults([name, content])).toEqual(expected);
  });

  it('are judged by their own schemas, whatever they are called', () => {
    expect(
      faults(['dockerRegistry', changed('"url": "https://artifactory.example.com"', '"url": "artifactory"')]),
    ).toEqual(['dockerRegistry (malformed): Example 1 is wrong: `url` is `"artifactory"`, but must be a URL.']);
  });

  it('may say in annotations what would be a keyword of a schema elsewhere', () => {
    const constants = { $id: 'https://example.com/', $ref: 'nowhere', pattern: '(', $anchor: 'a' };
    const content = changed('"constants": {}', `"constants": ${JSON.stringify(constants)}`);
    const { kinds, faults: none } = readBroughtKinds([{ name: 'artifactory', content }]);
    expect(none).toEqual([]);
    expect(kindsFor(kinds).named('artifactory')?.constants).toEqual(constants);
    expect(faults(['artifactory', changed('"examples": [{', '"examples": [{ "$ref": "nowhere",')])).toEqual([
      'artifactory (malformed): Example 1 is wrong: `$ref` is not known.',
    ]);
  });

  it('are compared with patterns in linear time', () => {
    const { kinds } = readBroughtKinds([
      { name: 'artifactory', content: changed('"^https?://"', '"^(h|t|tp|[a-z:/.]+)+[a-z]$"') },
    ]);
    const kind = kindsFor(kinds).named('artifactory');
    if (kind === undefined) throw new Error('no kind');
    const found = validateProperties(kind, { displayName: 'a', url: `${'h'.repeat(100_000)}!` });
    expect(found.map(({ path }) => path)).toEqual([['url']]);
    expect(validateProperties(kind, { displayName: 'a', url: 'https://example.com' })).toEqual([]);
  });

  it('are spoken of in short, whatever is in the files', () => {
    const [found] = faults(['artifactory', changed('"minLength": 1,', `"${'x'.repeat(100_000)}": 1,`)]);
    expect(found).toMatch(
      /must not have `x{200,300}…\(\d+ characters left out\)…x{100,200}`\.? \(sha256 [0-9a-f]{64}\)$/,
    );
  });

  it('are a hundred at most', () => {
    const files = Array.from({ length: 102 }, (_, index) => [`kind${index}`, {}] as const);
    const found = faults(...files);
    expect(found[0]).toBe('kind100 (clash): It is one of 102 kind files; a stack can have 100.');
    expect(found.filter((one) => /^kind10[01] /.test(one))).toHaveLength(1);
  });

  it('must differ from each other in name of builders and in provider type', () => {
    const second = changed('"otherUser"', '"anotherUser"');
    expect(faults(['artifactory', right], ['second', second])).toEqual([
      'second (clash): The provider type `JFrog_Artifactory` is that of `artifactory`, too.',
      'second (clash): `artifactory` has a builder `sameUser`, too.',
    ]);
  });
});
