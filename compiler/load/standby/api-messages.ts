import type { Diagnostic, DiagnosticCategory } from 'typescript/unstable/async';
import type { TypeMessage } from '../compiler-output.ts';

/** The source file that messages are about, as far as they need it. Lines and characters count from 0. */
export interface MessageSource {
  readonly fileName: string;
  readonly getLineAndCharacterOfPosition: (position: number) => { readonly line: number; readonly character: number };
}

const error: DiagnosticCategory = 1;

/** Makes of a file's diagnostics what the compiler would print of them: errors, in order, each once. */
export function apiMessages(diagnostics: readonly Diagnostic[], source: MessageSource): readonly TypeMessage[] {
  const messages = diagnostics
    .filter(({ category }) => category === error)
    .sort((a, b) => a.pos - b.pos || a.end - b.end || a.code - b.code)
    .map(({ pos, code, text, messageChain }): TypeMessage => {
      const { line, character } = source.getLineAndCharacterOfPosition(pos);
      return {
        code: `TS${code}`,
        text,
        details: chained(messageChain, '  '),
        file: source.fileName,
        line: line + 1,
        column: character + 1,
      };
    });
  return [...new Map(messages.map((one) => [JSON.stringify(one), one])).values()];
}

const chained = (chain: readonly Diagnostic[] = [], indent: string): readonly string[] =>
  chain.flatMap(({ text, messageChain }) => [`${indent}${text}`, ...chained(messageChain, `${indent}  `)]);
