import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';

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

/** One project feature: an `<extension>` of the project's `<project-extensions>`. */
export interface ProjectExtension {
  readonly id: string;
  readonly type: string;
  /** In file order; of parameters with one name the last one counts. A parameter without a value is `""`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where the element starts in the text, in UTF-16 code units. */
  readonly start: number;
  /** Where the element ends in the text: the offset after its last character. */
  readonly end: number;
  readonly element: ConfigElement;
}

/** An element and where it stands. All offsets count UTF-16 code units of the text that was read. */
export interface ConfigElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text between the tags, CDATA and entities resolved, without that of elements inside. */
  readonly text: string;
  readonly children: readonly ConfigElement[];
  readonly start: number;
  readonly end: number;
  /** The offset after the start tag; the same as `end` where the element is written as one empty tag. */
  readonly contentStart: number;
  /** The offset of the end tag; the same as `end` where the element is written as one empty tag. */
  readonly contentEnd: number;
}

/** The text is not XML, or not the configuration of a project. */
export class ProjectConfigError extends Error {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.name = 'ProjectConfigError';
    this.line = line;
    this.column = column;
  }
}

/**
 * Reads the text of one `project-config.xml`.
 *
 * @throws {ProjectConfigError} where the text is not XML, or its root element is not `<project>`.
 */
export function readProjectConfig(text: string): ProjectConfig {
  const element = describe(text, parseRoot(text));
  const name = child(element, 'name')?.text;
  const description = child(element, 'description')?.text;
  const parentId = element.attributes['parent-id'];
  const uuid = element.attributes.uuid;
  return {
    ...(name !== undefined && { name }),
    ...(parentId && { parentId }),
    ...(uuid && { uuid }),
    archived: (element.attributes.archived ?? child(element, 'archived')?.text) === 'true',
    ...(description && { description }),
    extensions: element.children
      .filter(({ name }) => name === 'project-extensions')
      .flatMap(({ children }) => children.filter(({ name }) => name === 'extension'))
      .map(readExtension),
    element,
  };
}

/** The `<param>` elements of an extension, in file order. */
export function parameterElements(extension: ConfigElement): readonly ConfigElement[] {
  return extension.children
    .filter(({ name }) => name === 'parameters')
    .flatMap(({ children }) => children.filter(({ name }) => name === 'param'));
}

/** A `<param>` holds its value as an attribute, or as its text where the value has more than one line. */
export function parameterValue({ attributes, text }: ConfigElement): string {
  return attributes.value ?? text;
}

function readExtension(element: ConfigElement): ProjectExtension {
  return {
    id: element.attributes.id ?? '',
    type: element.attributes.type ?? '',
    // `fromEntries` defines every name, `__proto__` too, as a property of its own.
    parameters: Object.fromEntries(
      parameterElements(element).map((parameter) => [parameter.attributes.name ?? '', parameterValue(parameter)]),
    ),
    start: element.start,
    end: element.end,
    element,
  };
}

function child(element: ConfigElement, name: string): ConfigElement | undefined {
  return element.children.find((other) => other.name === name);
}

function parseRoot(text: string): XmlElement {
  let root: XmlElement | null;
  try {
    root = parseXml(text, { includeOffsets: true, preserveCdata: true }).root;
  } catch (error) {
    throw unreadable(error);
  }
  if (root?.name !== 'project') {
    const found = root === null ? 'it has no root element' : `its root element is <${root.name}>`;
    throw new ProjectConfigError(
      `This is not the configuration of a project: ${found}, not <project>.`,
      ...positionOf(text, root?.start ?? 0),
    );
  }
  return root;
}

function unreadable(error: unknown): ProjectConfigError {
  if (error instanceof XmlError) {
    // The parser's message goes on with an excerpt of the text, which may hold a secret.
    const reason = error.message.split(/ \(line \d|\n/, 1)[0] ?? '';
    return new ProjectConfigError(`This is not XML: ${reason.replace(/\.?$/, '.')}`, error.line, error.column);
  }
  if (error instanceof RangeError) {
    return new ProjectConfigError('This is not XML that can be read: its elements are nested too deeply.', 1, 1);
  }
  throw error;
}

function positionOf(text: string, offset: number): [line: number, column: number] {
  const before = text.slice(0, offset);
  return [before.split('\n').length, offset - before.lastIndexOf('\n')];
}

function describe(text: string, element: XmlElement): ConfigElement {
  const { name, attributes, start, end } = element;
  const contentStart = startTagEnd(text, start);
  return {
    name,
    attributes,
    text: ownText(element),
    children: element.children
      .filter((node): node is XmlElement => node instanceof XmlElement)
      .map((node) => describe(text, node)),
    start,
    end,
    contentStart,
    contentEnd: contentStart === end ? end : text.lastIndexOf('</', end),
  };
}

function ownText(element: XmlElement): string {
  return element.children.map((node) => (node instanceof XmlText ? node.text : '')).join('');
}

/** A `>` may stand in an attribute's value, so the end of a start tag is the first one outside quotes. */
function startTagEnd(text: string, start: number): number {
  let quote = '';
  for (let offset = start; offset < text.length; offset++) {
    const character = text.charAt(offset);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return offset + 1;
  }
  return text.length;
}
