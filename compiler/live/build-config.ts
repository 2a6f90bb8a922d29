import { childOf, readConfigElement } from './config-element.ts';
import { type ProjectExtension, parameterValue, readExtension } from './extension.ts';

/**
 * A build configuration or a template as TeamCity stores it: the content of one file in a project's `buildTypes` folder.
 * Its id is the file's name and so not part of it.
 */
export interface BuildConfig {
  readonly name?: string;
  readonly isTemplate: boolean;
  /** Ids of the templates that it is based on. */
  readonly templates: readonly string[];
  /** Its own build features, without those of its templates. */
  readonly features: readonly ProjectExtension[];
}

/** A VCS root as TeamCity stores it: the content of one file in a project's `vcsRoots` folder. */
export interface VcsRootConfig {
  readonly name?: string;
  /** Name of the version control system, such as `jetbrains.git`. */
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reads a file of a `buildTypes` folder.
 *
 * @throws {ProjectConfigError} where the text is not XML, or neither a build configuration nor a template.
 */
export function readBuildConfig(text: string): BuildConfig {
  const element = readConfigElement(text, 'a build', ['build-type', 'template']);
  const settings = childOf(element, 'settings');
  const name = childOf(element, 'name')?.text;
  // That several templates stand in one attribute is inferred: all that was seen have at most one.
  const templates = (settings?.attributes.ref ?? '').split(',').map((id) => id.trim());
  return {
    ...(name !== undefined && { name }),
    isTemplate: element.name === 'template',
    templates: templates.filter((id) => id !== ''),
    features: (settings?.children ?? [])
      .filter((child) => child.name === 'build-extensions')
      .flatMap(({ children }) => children.filter((child) => child.name === 'extension'))
      .map(readExtension),
  };
}

/** The build features of a build configuration with those of its templates, of which one with the same id is overridden. */
export function featuresOf(
  { templates, features }: BuildConfig,
  templateNamed: (id: string) => BuildConfig | undefined,
): readonly ProjectExtension[] {
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  for (const template of templates)
    for (const feature of templateNamed(template)?.features ?? [])
      if (!byId.has(feature.id)) byId.set(feature.id, feature);
  return [...byId.values()];
}

/**
 * Reads a file of a `vcsRoots` folder.
 *
 * @throws {ProjectConfigError} where the text is not XML, or not the configuration of a VCS root.
 */
export function readVcsRootConfig(text: string): VcsRootConfig {
  const element = readConfigElement(text, 'a VCS root', ['vcs-root']);
  const name = childOf(element, 'name')?.text;
  return {
    ...(name !== undefined && { name }),
    type: element.attributes.type ?? '',
    parameters: Object.fromEntries(
      element.children
        .filter((child) => child.name === 'param')
        .map((parameter) => [parameter.attributes.name ?? '', parameterValue(parameter)]),
    ),
  };
}
