import fc from 'fast-check';
import { readProjectConfig } from 'plugboard/project-config';
import { describe, expect, it } from 'vitest';
import {
  addExtension,
  removeExtension,
  removeParameter,
  replaceExtension,
  setParameter,
} from '../../fixtures/server/config/edit-extensions.ts';
import { fitsXml } from '../../fixtures/server/config/xml-text.ts';
import { anyText } from '../any-text.ts';

/** As TeamCity writes it, with a hand's comment in between. */
const file = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" uuid="0b1c" xsi:noNamespaceSchemaLocation="https://example.com/project-config.xsd">
  <name>Harbour</name>
  <parameters>
    <param name="keep" value="&quot;me&quot;" spec="text display='hidden'" />
  </parameters>
  <project-extensions>
    <!-- the registry -->
    <extension id="PROJECT_EXT_2" type="OAuthProvider">
      <parameters>
        <param name="Z" value="1" />
        <param name="displayName" value="Registry" />
        <param name="userName" value="ci" />
      </parameters>
    </extension>
    <extension id="PROJECT_EXT_3" type="graphs">
      <parameters>
        <param name="series"><![CDATA[[
  1
]]]></param>
      </parameters>
    </extension>
  </project-extensions>
  <cleanup />
</project>

`;

const bare = `<?xml version="1.0" encoding="UTF-8"?>
<project uuid="0b1c">
  <name>Quay</name>
  <parameters />
  <cleanup />
</project>
`;

const docker = {
  id: 'PROJECT_EXT_10',
  type: 'OAuthProvider',
  parameters: new Map([
    ['b', '2'],
    ['A', '1'],
    ['a', 'x\ny'],
  ]),
};

/** The lines that one text has and the other has not, in order. */
function changes(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < old.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
  ];
}

describe('setting one parameter', () => {
  it('changes its line and nothing else', () => {
    expect(changes(file, setParameter(file, 'PROJECT_EXT_2', 'displayName', 'a < b & "c"'))).toEqual([
      '-        <param name="displayName" value="Registry" />',
      '+        <param name="displayName" value="a &lt; b &amp; &quot;c&quot;" />',
    ]);
  });

  it.each([
    ['M', '        <param name="M" value="v" />'],
    ['a', '        <param name="a" value="v" />'],
    ['zz', '        <param name="zz" value="v" />'],
  ])('puts the new parameter %s at its place, capitals first as TeamCity sorts', (name, line) => {
    const after = setParameter(file, 'PROJECT_EXT_2', name, 'v');
    expect(changes(file, after)).toEqual([`+${line}`]);
    const names = Object.keys(readProjectConfig(after).extensions[0]?.parameters ?? {});
    expect(names).toEqual([...names].sort());
  });

  it('writes a value of more than one line as CDATA, and back as an attribute', () => {
    const many = setParameter(file, 'PROJECT_EXT_2', 'displayName', 'a\n<b>]]>c');
    expect(changes(file, many)).toEqual([
      '-        <param name="displayName" value="Registry" />',
      '+        <param name="displayName"><![CDATA[a',
      '+<b>]]]]><![CDATA[>c]]></param>',
    ]);
    expect(setParameter(many, 'PROJECT_EXT_2', 'displayName', 'Registry')).toBe(file);
  });

  it('changes nothing where the value is the same', () => {
    expect(setParameter(file, 'PROJECT_EXT_3', 'series', '[\n  1\n]')).toBe(file);
  });

  it('keeps other attributes of the parameter', () => {
    const text =
      '<project><project-extensions><extension id="a" type="b"><parameters><param name="x" value="1" spec="text"/></parameters></extension></project-extensions></project>';
    expect(setParameter(text, 'a', 'x', '2')).toContain('<param name="x" value="2" spec="text" />');
  });

  it('keeps the line ends of the file', () => {
    const text = file.replaceAll('\n', '\r\n');
    const after = setParameter(text, 'PROJECT_EXT_2', 'zz', 'v');
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
    expect(removeParameter(after, 'PROJECT_EXT_2', 'zz')).toBe(text);
  });

  it('reads back whatever XML can hold, and leaves all other bytes alone', () => {
    const marker = '@@';
    const [head, tail] = setParameter(file, 'PROJECT_EXT_2', 'userName', marker).split(
      `<param name="userName" value="${marker}" />`,
    );
    fc.assert(
      fc.property(anyText().filter(fitsXml), (value) => {
        const after = setParameter(file, 'PROJECT_EXT_2', 'userName', value);
        expect(readProjectConfig(after).extensions[0]?.parameters['userName']).toBe(value);
        expect(after.startsWith(head ?? '?') && after.endsWith(tail ?? '?')).toBe(true);
      }),
    );
  });

  it.each([
    ['"\'<>&'],
    [']]>'],
    ['a]]>\n]]>b'],
    ['\n'],
    ['\r\n'],
    ['\r'],
    ['\t x \t'],
    [' '],
    ['&amp;'],
    ['<![CDATA['],
    ['🚢\u2028'],
  ])('reads back %j', (value) => {
    const after = setParameter(file, 'PROJECT_EXT_2', 'userName', value);
    expect(readProjectConfig(after).extensions[0]?.parameters['userName']).toBe(value);
  });
});

describe('removing one parameter', () => {
  it('removes its line and nothing else', () => {
    expect(changes(file, removeParameter(file, 'PROJECT_EXT_2', 'displayName'))).toEqual([
      '-        <param name="displayName" value="Registry" />',
    ]);
  });

  it('leaves an empty list behind the last one, which can be filled again', () => {
    const emptied = removeParameter(file, 'PROJECT_EXT_3', 'series');
    expect(emptied).toContain('<extension id="PROJECT_EXT_3" type="graphs">\n      <parameters />\n    </extension>');
    expect(setParameter(emptied, 'PROJECT_EXT_3', 'series', '[\n  1\n]')).toBe(file);
  });

  it('does nothing where there is none', () => {
    expect(removeParameter(file, 'PROJECT_EXT_3', 'nothing')).toBe(file);
  });
});

describe('adding and removing a project feature', () => {
  it('adds it in the order of ids', () => {
    const after = addExtension(file, docker);
    expect(changes(file, after)).toEqual([
      '+    <extension id="PROJECT_EXT_10" type="OAuthProvider">',
      '+      <parameters>',
      '+        <param name="A" value="1" />',
      '+        <param name="a"><![CDATA[x',
      '+y]]></param>',
      '+        <param name="b" value="2" />',
      '+      </parameters>',
      '+    </extension>',
    ]);
    expect(readProjectConfig(after).extensions.map(({ id }) => id)).toEqual([
      'PROJECT_EXT_10',
      'PROJECT_EXT_2',
      'PROJECT_EXT_3',
    ]);
    expect(removeExtension(after, 'PROJECT_EXT_10')).toBe(file);
  });

  it('makes the list after the parameters, and removes it with its last feature', () => {
    const after = addExtension(bare, { id: 'x', type: 'OAuthProvider', parameters: new Map() });
    expect(changes(bare, after)).toEqual([
      '+  <project-extensions>',
      '+    <extension id="x" type="OAuthProvider">',
      '+      <parameters />',
      '+    </extension>',
      '+  </project-extensions>',
    ]);
    expect(after.indexOf('<project-extensions>')).toBeGreaterThan(after.indexOf('<parameters />'));
    expect(removeExtension(after, 'x')).toBe(bare);
  });

  it.each([
    ['<project/>'],
    ['<project></project>'],
    ['<project><cleanup /></project>'],
    ['<project><project-extensions /></project>'],
    ['<project><name>n</name><description>d</description><buildTypesOrder/></project>'],
  ])('finds a place in %s', (text) => {
    expect(readProjectConfig(addExtension(text, docker)).extensions).toMatchObject([
      { id: 'PROJECT_EXT_10', type: 'OAuthProvider', parameters: { A: '1', a: 'x\ny', b: '2' } },
    ]);
  });

  it('keeps the list where a comment stands in it', () => {
    const one = removeExtension(file, 'PROJECT_EXT_3');
    const none = removeExtension(one, 'PROJECT_EXT_2');
    expect(none).toContain('<project-extensions>\n    <!-- the registry -->\n  </project-extensions>');
  });

  it('replaces type and parameters in place', () => {
    const after = replaceExtension(file, { id: 'PROJECT_EXT_3', type: 'other', parameters: new Map([['n', '1']]) });
    expect(changes(file, after)).toEqual([
      '-    <extension id="PROJECT_EXT_3" type="graphs">',
      '-      <parameters>',
      '-        <param name="series"><![CDATA[[',
      '-  1',
      '-]]]></param>',
      '+    <extension id="PROJECT_EXT_3" type="other">',
      '+      <parameters>',
      '+        <param name="n" value="1" />',
    ]);
  });
});
