import { type ConfigElement, childOf, readConfigElement } from './config-element.ts';
import { type ProjectExtension, readExtension } from './extension.ts';

export {
  type BuildConfig,
  featuresOf,
  readBuildConfig,
  readVcsRootConfig,
  type VcsRootConfig,
} from './build-config.ts';
export { type ConfigElement, ProjectConfigError } from './config-element.ts';
export { type ProjectExtension, parameterElements, parameterValue } from './extension.ts';

/**
 * One project as TeamCity stores it: the content of a `project-config.xml`, in a data directory
 * (`config/projects/<project id>/`) or in a versioned-settings folder. The project's id is the folder's name and so not
 * part of it.
 */
export interface ProjectConfig {
  readonly name?: string;
  /** Absent where the project's parent is the root project, and for the root project itself. */
  readonly parentId?: string;
  readonly uuid?: string;
  readonly archived: boolean;
  readonly description?: string;
  /** The project features, in file order. Connections are those of type `OAuthProvider`. */
  readonly extensions: readonly ProjectExtension[];
  /** The `<project>` element, for those who edit the text. */
  readonly element: ConfigElement;
}

/**
 * Reads the text of one `project-config.xml`.
 *
 * @throws {ProjectConfigError} where the text is not XML, or its root element is not `<project>`.
 */
export function readProjectConfig(text: string): ProjectConfig {
  const element = readConfigElement(text, 'a project', ['project']);
  const name = childOf(element, 'name')?.text;
  const description = childOf(element, 'description')?.text;
  const parentId = element.attributes['parent-id'];
  const uuid = element.attributes.uuid;
  return {
    ...(name !== undefined && { name }),
    ...(parentId && { parentId }),
    ...(uuid && { uuid }),
    archived: (element.attributes.archived ?? childOf(element, 'archived')?.text) === 'true',
    ...(description && { description }),
    extensions: element.children
      .filter(({ name }) => name === 'project-extensions')
      .flatMap(({ children }) => children.filter(({ name }) => name === 'extension'))
      .map(readExtension),
    element,
  };
}
