import {
  type CallExpression,
  type Expression,
  type Identifier,
  Node,
  type ObjectLiteralElementLike,
  type ObjectLiteralExpression,
  Project,
  type SourceFile,
  SyntaxKind,
  type VariableDeclaration,
} from 'ts-morph';

/** A program's own files as syntax trees, and where they declare what. */
export interface ProgramSource {
  readonly files: readonly SourceFile[];
  /** The one `project('id', ...)` of that id, or `root(...)`; undefined where it is declared in another way. */
  readonly projectCall: (id: string) => CallExpression | undefined;
  /** The value behind an expression, where that is a variable of one of the files. */
  readonly valueOf: (expression: Expression) => Expression;
  /** The variable that an identifier names, in its own file or in the one that it is imported from. */
  readonly variable: (name: Identifier) => VariableDeclaration | undefined;
}

/** Reads files by name. Nothing else is looked at: no settings, no packages. */
export function readProgram(files: ReadonlyMap<string, string>): ProgramSource {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const sources = [...files].map(([name, text]) => project.createSourceFile(name, text));
  const calls = new Map<string, CallExpression>();
  for (const source of sources) {
    for (const call of source.getDescendantsOfKind(SyntaxKind.CallExpression)) {
      const id = declaredId(call);
      if (id !== undefined && !calls.has(id)) calls.set(id, call);
    }
  }
  return { files: sources, projectCall: (id) => calls.get(id), valueOf: behind, variable };
}

function declaredId(call: CallExpression): string | undefined {
  const [callee, [first]] = [call.getExpression().getText(), call.getArguments()];
  if (callee === 'root') return '_Root';
  return callee === 'project' && Node.isStringLiteral(first) ? first.getLiteralValue() : undefined;
}

function behind(expression: Expression): Expression {
  return (Node.isIdentifier(expression) && variable(expression)?.getInitializer()) || expression;
}

function variable(identifier: Identifier): VariableDeclaration | undefined {
  const name = identifier.getText();
  const file = identifier.getSourceFile();
  const own = file.getVariableDeclaration(name);
  if (own !== undefined) return own;
  const from = file.getImportDeclaration((one) => one.getNamedImports().some((named) => named.getName() === name));
  const other = from?.getModuleSpecifierValue().replace(/^\.\//, '');
  return other === undefined ? undefined : file.getProject().getSourceFile(other)?.getVariableDeclaration(name);
}

/** What a project's declaration holds; undefined where it holds nothing, or nothing that can be seen. */
export function projectLiteral(call: CallExpression): ObjectLiteralExpression | undefined {
  return call.getArguments().find(Node.isObjectLiteralExpression);
}

/** The property of a literal by its name, however that is written. */
export function propertyOf(literal: ObjectLiteralExpression, name: string): ObjectLiteralElementLike | undefined {
  return literal.getProperties().find((one) => elementName(one) === name);
}

/** The name of a property; undefined for a spread and for a name that is computed. */
export function elementName(element: ObjectLiteralElementLike): string | undefined {
  if (Node.isShorthandPropertyAssignment(element)) return element.getName();
  if (!Node.isPropertyAssignment(element)) return undefined;
  const name = element.getNameNode();
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralValue();
  if (!Node.isComputedPropertyName(name)) return name.getText();
  const computed = name.getExpression();
  return Node.isStringLiteral(computed) ? computed.getLiteralValue() : undefined;
}

/** The value of a property as it is written. */
export function elementValue(element: ObjectLiteralElementLike | undefined): Expression | undefined {
  if (Node.isPropertyAssignment(element)) return element.getInitializer();
  return Node.isShorthandPropertyAssignment(element) ? element.getNameNode() : undefined;
}

/** The literal that a call of this builder gets; undefined where the expression is none. */
export function builderLiteral(
  expression: Expression | undefined,
  builder: string,
): ObjectLiteralExpression | undefined {
  if (!Node.isCallExpression(expression) || expression.getExpression().getText() !== builder) return undefined;
  const [first] = expression.getArguments();
  return Node.isObjectLiteralExpression(first) ? first : undefined;
}

/** The literal that holds a project's connections; undefined where there is none, or where it is made in another way. */
export function connectionsLiteral(program: ProgramSource, project: string): ObjectLiteralExpression | undefined {
  const call = program.projectCall(project);
  const literal = call && projectLiteral(call);
  const value = literal && elementValue(propertyOf(literal, 'connections'));
  return Node.isObjectLiteralExpression(value) ? value : undefined;
}

/** Where a connection stands under its key. */
export function connectionElement(
  program: ProgramSource,
  project: string,
  key: string,
): ObjectLiteralElementLike | undefined {
  const literal = connectionsLiteral(program, project);
  return literal && propertyOf(literal, key);
}
