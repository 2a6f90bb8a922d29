import { type Expression, Node, SyntaxKind } from 'ts-morph';
import type { ProgramSource } from './program-source.ts';
import type { TextEdits } from './text-edits.ts';

/** Removes the statement that declares a variable, where nothing but this one use of it is left in its file. */
export function removeVariable(use: Expression | undefined, program: ProgramSource, edits: TextEdits): void {
  if (!Node.isIdentifier(use)) return;
  const declaration = program.variable(use);
  const statement = declaration?.getVariableStatement();
  if (declaration === undefined || statement === undefined || statement.isExported()) return;
  if (statement.getDeclarations().length > 1) return;
  const file = statement.getSourceFile();
  const uses = file.getDescendantsOfKind(SyntaxKind.Identifier).filter((one) => one.getText() === use.getText());
  if (uses.length > 2) return;
  const text = file.getFullText();
  const end = statement.getEnd() + (/^\n{1,2}/.exec(text.slice(statement.getEnd()))?.[0].length ?? 0);
  edits.replace(file, statement.getStart(), end, '');
}
