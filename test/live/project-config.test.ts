import { describe, expect, it } from 'vitest';
import { ProjectConfigError, readProjectConfig } from '../../compiler/live/project-config.ts';

const file = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" parent-id="Harbour" uuid="0b1c" xsi:noNamespaceSchemaLocation="https://example.com/a>b.xsd">
  <name>Tide &lt;tables&gt;</name>
  <description>High &amp; low</description>
  <parameters>
    <param name="unrelated" value="%other%" />
  </parameters>
  <project-extensions>
    <extension id="PROJECT_EXT_1" type="OAuthProvider">
      <parameters>
        <param name="displayName" value="Quay &quot;A&quot; &#x2192; B" />
        <param name="empty" />
        <param name="providerType" value="Docker" />
      </parameters>
    </extension>
    <extension id="PROJECT_EXT_2" type="project-graphs">
      <parameters>
        <param name="series"><![CDATA[[
  {"key": "a<b && c]]]]><![CDATA[>"}
]]]></param>
      </parameters>
    </extension>
    <extension id="bare" type="X" />
  </project-extensions>
  <cleanup />
</project>
`;

function fault(text: string): ProjectConfigError {
  try {
    readProjectConfig(text);
  } catch (error) {
    if (error instanceof ProjectConfigError) return error;
  }
  throw new Error('no ProjectConfigError was thrown');
}

describe('reading a project-config.xml', () => {
  it('finds what the file says about the project', () => {
    const { name, parentId, uuid, archived, description } = readProjectConfig(file);
    expect({ name, parentId, uuid, archived, description }).toEqual({
      name: 'Tide <tables>',
      parentId: 'Harbour',
      uuid: '0b1c',
      archived: false,
      description: 'High & low',
    });
  });

  it('reads values from attributes, CDATA and nowhere, with entities resolved', () => {
    const { extensions } = readProjectConfig(file);
    expect(extensions.map(({ id, type, parameters }) => ({ id, type, parameters }))).toEqual([
      {
        id: 'PROJECT_EXT_1',
        type: 'OAuthProvider',
        parameters: { displayName: 'Quay "A" → B', empty: '', providerType: 'Docker' },
      },
      {
        id: 'PROJECT_EXT_2',
        type: 'project-graphs',
        parameters: { series: '[\n  {"key": "a<b && c]]>"}\n]' },
      },
      { id: 'bare', type: 'X', parameters: {} },
    ]);
  });

  it('keeps parameters in file order', () => {
    const { extensions } = readProjectConfig(
      '<project><project-extensions><extension id="a" type="b"><parameters>' +
        '<param name="z" value="1"/><param name="a" value="2"/></parameters></extension></project-extensions></project>',
    );
    expect(Object.keys(extensions[0]?.parameters ?? {})).toEqual(['z', 'a']);
  });

  it('says where each extension stands, also after characters of two code units and a byte order mark', () => {
    const text = `\uFEFF<project><name>🚢</name><project-extensions><extension id="a" type="b"/></project-extensions></project>`;
    const [extension] = readProjectConfig(text).extensions;
    expect(text.slice(extension?.start, extension?.end)).toBe('<extension id="a" type="b"/>');
  });

  it('leaves out what the file does not say', () => {
    const { element: _, ...config } = readProjectConfig('<project uuid=""><parameters /></project>');
    expect(config).toEqual({ archived: false, extensions: [] });
  });

  it.each([['<project archived="true"/>'], ['<project><archived>true</archived></project>']])(
    'knows an archived project: %s',
    (text) => {
      expect(readProjectConfig(text).archived).toBe(true);
    },
  );

  it('does not take a parameter called __proto__ for anything else', () => {
    const { extensions } = readProjectConfig(
      '<project><project-extensions><extension id="a" type="b"><parameters><param name="__proto__" value="x"/>' +
        '</parameters></extension></project-extensions></project>',
    );
    expect(Object.entries(extensions[0]?.parameters ?? {})).toEqual([['__proto__', 'x']]);
  });

  it('names the place where the text stops being XML, without quoting it', () => {
    const error = fault('<project>\n  <name>a</name>\n  <param value="s3cret" <\n</project>');
    expect({ line: error.line, column: error.column, message: error.message }).toEqual({
      line: 3,
      column: 25,
      message: 'This is not XML: Unclosed start tag for element `param`.',
    });
  });

  it.each([
    ['', 'This is not XML: Root element is missing or invalid.'],
    ['{"id": 1}', 'This is not XML: Root element is missing or invalid.'],
    ['<html/>', 'This is not the configuration of a project: its root element is <html>, not <project>.'],
    [`<project>${'<a>'.repeat(100_000)}`, 'This is not XML that can be read: its elements are nested too deeply.'],
  ])('refuses what is not a project file (%#)', (text, message) => {
    expect(fault(text).message).toBe(message);
  });
});
