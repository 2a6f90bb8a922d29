import { describe, expect, it } from 'vitest';
import { quoted, visible } from '../../compiler/diagnostics/visible.ts';

describe('a text of somebody else', () => {
  it.each([
    ['plain — “text” ✓', 'plain — “text” ✓'],
    ['two\nlines\r\n\tindented', 'two\\nlines\\r\\n\\tindented'],
    ['\u001b[31mred', '\\u{001b}[31mred'],
    ['\u202etxet\u2066', '\\u{202e}txet\\u{2066}'],
    ['\u061c\u200b\u200d\u2060\ufeff\u206f', '\\u{061c}\\u{200b}\\u{200d}\\u{2060}\\u{feff}\\u{206f}'],
    ["##teamcity[buildStatus text='x']", "##teamcity\\u{005b}buildStatus text='x']"],
  ])('%j is shown as %j', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('is cut where it is too long, by characters and not in the middle of one', () => {
    expect(quoted('😀'.repeat(201))).toBe(`"${'😀'.repeat(200)}…"`);
    expect(quoted('say "hi"')).toBe('"say \\"hi\\""');
  });
});
