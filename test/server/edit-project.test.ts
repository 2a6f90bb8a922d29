import { readProjectConfig } from 'plugboard/project-config';
import { describe, expect, it } from 'vitest';
import { setArchived, setDescription, setName, setParentId } from '../../fixtures/server/config/edit-project.ts';
import { newProjectText } from '../../fixtures/server/config/new-project.ts';

const file = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" uuid="0b1c" xsi:noNamespaceSchemaLocation='a > b'>
  <name>Harbour</name>
  <parameters />
  <cleanup />
</project>

`;

describe('editing what a file says about its project', () => {
  it('changes the name only', () => {
    expect(setName(file, 'A & <B>')).toBe(file.replace('>Harbour<', '>A &amp; &lt;B&gt;<'));
  });

  it('gives a nameless project a name', () => {
    expect(setName('<project>\n  <parameters />\n</project>', 'N')).toBe(
      '<project>\n  <name>N</name>\n  <parameters />\n</project>',
    );
  });

  it('puts the description after the name, and an empty one nowhere', () => {
    const described = setDescription(file, 'Tides');
    expect(described).toBe(file.replace('</name>', '</name>\n  <description>Tides</description>'));
    expect(setDescription(described, '')).toBe(file);
  });

  it('adds, changes and removes the parent', () => {
    const moved = setParentId(file, 'Coast');
    expect(moved).toBe(file.replace(' uuid=', ' parent-id="Coast" uuid='));
    expect(readProjectConfig(setParentId(moved, 'Sea')).parentId).toBe('Sea');
    expect(setParentId(moved, undefined)).toBe(file);
  });

  it('archives and brings back', () => {
    const archived = setArchived(file, true);
    expect(readProjectConfig(archived).archived).toBe(true);
    expect(setArchived(archived, false)).toBe(file);
  });
});

describe('a new project file', () => {
  it('is written as TeamCity writes it', () => {
    expect(
      newProjectText({ name: 'A & B', parentId: 'Coast', uuid: 'u-1', schemaLocation: 'https://example.com/x.xsd' }),
    ).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" parent-id="Coast" uuid="u-1" xsi:noNamespaceSchemaLocation="https://example.com/x.xsd">
  <name>A &amp; B</name>
  <parameters />
  <cleanup />
</project>

`,
    );
  });
});
