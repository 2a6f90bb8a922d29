import { fileURLToPath } from 'node:url';
import { type JSDoc, type JSDocableNode, Node, Project } from 'ts-morph';

/** Something that a program gets from the DSL, as its editor sees it. */
export interface PublicDeclaration {
  /** `githubConnection`, `secret.env`, `Project.needs`. */
  readonly name: string;
  readonly is: 'function' | 'type' | 'property';
  /** What the hover text says before its first tag. */
  readonly summary: string;
  readonly examples: readonly string[];
  readonly entry: 'plugboard' | 'plugboard/testing';
  /** The exported name that it stands in, or is. */
  readonly owner: string;
  /** The kind of whose file it is. */
  readonly kind: string | undefined;
  /** Of a property, its type as it is written. */
  readonly type: string | undefined;
}

const source = (path: string): string => fileURLToPath(new URL(`../../dsl/${path}`, import.meta.url));

/** Every function, type and property that the DSL's entry points export. */
export function publicDeclarations(): readonly PublicDeclaration[] {
  const project = new Project({ compilerOptions: { allowImportingTsExtensions: true, noEmit: true, strict: true } });
  return (
    [
      ['plugboard', 'index.ts'],
      ['plugboard/testing', 'testing/index.ts'],
    ] as const
  ).flatMap(([entry, file]) =>
    [...project.addSourceFileAtPath(source(file)).getExportedDeclarations()].flatMap(([name, declarations]) =>
      declarations.flatMap((declaration) => described(name, declaration, entry)),
    ),
  );
}

function described(owner: string, node: Node, entry: PublicDeclaration['entry']): readonly PublicDeclaration[] {
  const kind = /\/dsl\/kinds\/(\w+)\.ts$/.exec(node.getSourceFile().getFilePath())?.[1];
  const one = (
    name: string,
    is: PublicDeclaration['is'],
    documented: JSDocableNode,
    type?: string,
  ): PublicDeclaration => {
    const docs = documented.getJsDocs();
    const summary = docs.map((doc) => doc.getDescription().trim()).join('');
    return { name, is, entry, owner, kind, type, summary, examples: examplesOf(docs) };
  };
  const members = (of: Node | undefined, is: PublicDeclaration['is']): readonly PublicDeclaration[] =>
    (of?.getDescendants().filter(Node.isPropertySignature) ?? []).map((member) =>
      one(`${owner}.${member.getName()}`, is, member, member.getTypeNode()?.getText()),
    );
  if (Node.isFunctionDeclaration(node)) return [one(owner, 'function', node)];
  if (Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node)) {
    return [one(owner, 'type', node), ...members(node, 'property')];
  }
  if (Node.isVariableDeclaration(node)) return members(node.getTypeNode(), 'function');
  throw new Error(`${owner} is a ${node.getKindName()}, which nobody has thought of here.`);
}

const examplesOf = (docs: readonly JSDoc[]): readonly string[] =>
  docs.flatMap((doc) =>
    doc.getTags().flatMap((tag) => (tag.getTagName() === 'example' ? [tag.getCommentText()?.trim() ?? ''] : [])),
  );
