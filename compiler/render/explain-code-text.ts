import type { Code, Severity } from '../diagnostics/catalogue.ts';
import { visible } from '../diagnostics/visible.ts';
import { fitWidth } from './fit-width.ts';
import { jsonText } from './json-text.ts';
import type { Style } from './style.ts';
import { wrapWords } from './wrap.ts';

/** A situation in which a message is given, and the message. */
export interface MessageExample {
  /** Paragraphs with an empty line between them. */
  readonly explanation: string;
  readonly files: readonly { readonly name: string; readonly content: string }[];
  /** Command lines as a user types them. */
  readonly commands: readonly string[];
  /** What the last of them prints. */
  readonly message: string;
}

/** A code with what the catalogue and its example say of it. */
export interface ExplainedCode extends MessageExample {
  readonly code: Code;
  readonly title: string;
  readonly severity: Severity;
}

/** A code for people: what it means, and the very program, command and message that it is tested with. */
export function explainCodeText(explained: ExplainedCode, width: number, style: Style): string {
  const { code, title, severity, explanation, files, commands, message } = explained;
  const paragraphs = explanation.split(/\n{2,}/).map((text) => visible(text.replaceAll('\n', ' ')));
  return [
    `${style.bold(`${code} (${severity})`)}: ${title}`,
    ...paragraphs.flatMap((text) => ['', ...wrapWords(text, '', width)]),
    ...files.flatMap(({ name, content }) => ['', style.bold(`${name}:`), '', ...program(content)]),
    '',
    ...commands.map((command) => `${style.dim('$')} ${style.bold(command)}`),
    ...message
      .trimEnd()
      .split('\n')
      .flatMap((line) => fitted(visible(line), width))
      .map((line) => inColor(line, style)),
    '',
  ].join('\n');
}

/** The same for programs. */
export const explainCodeJson = ({ code, title, severity, ...example }: ExplainedCode): string =>
  jsonText({ format_version: '1.0', code, title, severity, ...example });

const program = (content: string): readonly string[] =>
  content
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${visible(line)}`));

/** Notes go on below themselves. Quoted source stays as it is, since marks stand under it. */
function fitted(line: string, width: number): readonly string[] {
  const [lead] = /^ +=? /.exec(line) ?? [''];
  if (!lead.endsWith('= ')) return /^ *\d* \|/.test(line) ? [line] : fitWidth(line, width).split('\n');
  const [first = '', ...rest] = wrapWords(line.slice(lead.length), ' '.repeat(lead.length), width);
  return [`${lead}${first.trimStart()}`, ...rest];
}

/** The first line of a message as it is set off where it is given. */
function inColor(line: string, style: Style): string {
  const [head, severity] = /^(error|warning|hint)\[\w+\]/.exec(line) ?? [];
  if (head === undefined) return line;
  const color = severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.cyan;
  return `${style.bold(color(head))}${style.bold(line.slice(head.length))}`;
}
