import { escaped } from './extension-element.ts';

const params = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `<param name="${escaped(name)}" value="${escaped(value)}" />`)
    .join('');

/** A file of a `buildTypes` folder: its build features with their parameters, and the template that it is based on. */
export function buildConfigText(
  element: 'build-type' | 'template',
  features: readonly { readonly id: string; readonly type: string; readonly [parameter: string]: string }[],
  template?: string,
): string {
  const extensions = features.map(
    ({ id, type, ...parameters }) =>
      `<extension id="${id}" type="${type}"><parameters>${params(parameters)}</parameters></extension>`,
  );
  const ref = template === undefined ? '' : ` ref="${template}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<${element} uuid="u"><name>The build</name><description />
  <settings${ref}><build-runners /><build-extensions>${extensions.join('')}</build-extensions></settings>
</${element}>
`;
}

/** A file of a `vcsRoots` folder. */
export const vcsRootText = (parameters: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<vcs-root uuid="u" type="jetbrains.git"><name>The root</name>${params(parameters)}</vcs-root>
`;
