import { visibleJson } from '../diagnostics/visible.ts';

/**
 * A document for programs. It may be written where a TeamCity agent reads along, so that nothing in it reads as a
 * message to the agent, and people read it, so that nothing in it is hidden from them: such characters are escapes.
 * Whoever parses it gets the very same values.
 */
export const jsonText = (document: object): string =>
  `${visibleJson(JSON.stringify(document, null, 2)).replaceAll('##teamcity[', '##teamcity\\u005b')}\n`;
