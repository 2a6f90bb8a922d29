/** Text as it stands in an attribute or an element. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** An extension of a `project-config.xml`, its parameters in the order in which TeamCity writes them. */
export function extensionElement(
  id: string,
  type: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const lines = Object.entries(parameters)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `        <param name="${escaped(name)}" value="${escaped(value ?? '')}" />`);
  return [
    `    <extension id="${id}" type="${type}">`,
    '      <parameters>',
    ...lines,
    '      </parameters>',
    '    </extension>',
  ].join('\n');
}
