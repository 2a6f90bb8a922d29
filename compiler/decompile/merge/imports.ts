import { Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { compareFiles, importLine, type LocalImport, sortedNames } from '../layout/module-text.ts';
import type { TextEdits } from './text-edits.ts';

/** Names that a file uses outside of its imports. */
export function usedNames(file: SourceFile): ReadonlySet<string> {
  const identifiers = file.getDescendantsOfKind(SyntaxKind.Identifier);
  return new Set(identifiers.flatMap((one) => (Node.isImportSpecifier(one.getParent()) ? [] : [one.getText()])));
}

/**
 * Imports from `plugboard` what a file now needs, and no longer what it used before and does not now. `before` has the
 * names that it used.
 */
export function mendBuilderImports(file: SourceFile, builders: readonly string[], before: ReadonlySet<string>): void {
  const declaration = file.getImportDeclaration('plugboard');
  const named = declaration?.getNamedImports() ?? [];
  const present = named.map((one) => one.getName());
  const now = usedNames(file);
  // Builders of the stack's own kinds come from a file of the stack.
  const elsewhere = file.getImportDeclarations().flatMap((one) => one.getNamedImports().map((name) => name.getName()));
  const added = [...new Set(builders)].filter((name) => !elsewhere.includes(name));
  const gone = named.filter(
    (one) => before.has(one.getName()) && !now.has(one.getAliasNode()?.getText() ?? one.getName()),
  );
  if (added.length === 0 && gone.length === 0) return;
  if (declaration === undefined) {
    const at = file.getImportDeclarations()[0]?.getStart() ?? file.getStatements()[0]?.getStart() ?? file.getEnd();
    file.insertText(at, `${importLine(sortedNames(added), 'plugboard')}\n`);
  } else if (named.every((one) => one.getAliasNode() === undefined && !one.isTypeOnly())) {
    const left = present.filter((name) => !gone.some((one) => one.getName() === name));
    declaration.replaceWithText(importLine(sortedNames([...left, ...added]), 'plugboard'));
  } else {
    for (const one of gone) one.remove();
    declaration.addNamedImports([...added]);
  }
}

/** Imports what another file of the stack exports, among the imports that stand there. */
export function addLocalImports(file: SourceFile, locals: readonly LocalImport[], edits: TextEdits): void {
  for (const { name, file: from } of locals) {
    const specifier = `./${from}`;
    const place = file
      .getImportDeclarations()
      .filter(
        (one) =>
          !one.getModuleSpecifierValue().startsWith('./') || compareFiles(one.getModuleSpecifierValue(), specifier) < 0,
      )
      .at(-1);
    const line = importLine([name], specifier);
    if (place === undefined) edits.insert(file, file.getStatements()[0]?.getStart() ?? 0, `${line}\n`);
    else edits.insert(file, place.getEnd(), `\n${line}`);
  }
}
