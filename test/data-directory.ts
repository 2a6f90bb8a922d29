import { escaped, extensionElement } from './extension-element.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A connection (or, with `type`, another feature) of a project on disk: its id and its parameters. */
export interface FeatureOnDisk {
  readonly id: string;
  readonly type?: string;
  readonly provider?: string;
  readonly [parameter: string]: string | undefined;
}

export interface ProjectOnDisk {
  readonly name?: string;
  readonly parent?: string;
  readonly features: readonly FeatureOnDisk[];
}

/** A TeamCity data directory with these projects, by id. It is gone when the test ends. */
export function dataDirectory(projects: Readonly<Record<string, ProjectOnDisk>>): string {
  return temporaryFolder(
    Object.fromEntries(
      Object.entries(projects).map(([id, project]) => [
        `config/projects/${id}/project-config.xml`,
        projectConfig(id, project),
      ]),
    ),
  );
}

function projectConfig(id: string, { name, parent, features }: ProjectOnDisk): string {
  const parentId = parent === undefined ? '' : ` parent-id="${parent}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<project xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"${parentId} uuid="11111111-0000-0000-0000-${id}">`,
    `  <name>${escaped(name ?? (id === '_Root' ? '<Root project>' : id))}</name>`,
    '  <parameters />',
    ...(features.length === 0 ? [] : ['  <project-extensions>', ...features.map(extension), '  </project-extensions>']),
    '  <cleanup />',
    '</project>',
    '',
  ].join('\n');
}

function extension({ id, type = 'OAuthProvider', provider, ...parameters }: FeatureOnDisk): string {
  const all = provider === undefined ? parameters : { ...parameters, providerType: provider };
  return extensionElement(id, type, all);
}
