import type { ConfigElement } from './config-element.ts';

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

/** A feature as its `<extension>` element says. */
export function readExtension(element: ConfigElement): ProjectExtension {
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
