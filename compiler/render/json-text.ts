/**
 * A document for programs. It may be written where a TeamCity agent reads along, so that nothing in it reads as a
 * message to the agent; whoever parses it gets the very same values.
 */
export const jsonText = (document: object): string =>
  `${JSON.stringify(document, null, 2).replaceAll('##teamcity[', '##teamcity\\u005b')}\n`;
