import { parseXml, XmlElement, XmlError, XmlText } from '@rgrove/parse-xml';

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

/** The text is not XML, or not the configuration that it should be. */
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
 * Reads a file of TeamCity's settings as elements that know where they stand.
 *
 * @throws {ProjectConfigError} where the text is not XML, or its root element has another name than `wanted`.
 */
export function readConfigElement(text: string, what: string, wanted: readonly string[]): ConfigElement {
  let root: XmlElement | null;
  try {
    root = parseXml(text, { includeOffsets: true, preserveCdata: true }).root;
  } catch (error) {
    throw unreadable(error);
  }
  if (root === null || !wanted.includes(root.name)) {
    const found = root === null ? 'it has no root element' : `its root element is <${root.name}>`;
    throw new ProjectConfigError(
      `This is not the configuration of ${what}: ${found}, not ${wanted.map((name) => `<${name}>`).join(' or ')}.`,
      ...positionOf(text, root?.start ?? 0),
    );
  }
  return describe(text, root);
}

/** The first element inside with this name. */
export function childOf(element: ConfigElement, name: string): ConfigElement | undefined {
  return element.children.find((other) => other.name === name);
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
