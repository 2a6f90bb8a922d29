/**
 * From what is on a server to the program that declares it. Nothing is evaluated and nothing is looked up: every value
 * of the server ends up as a literal, and every name is made here.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readOwnership } from '../ledger/ownership.ts';
import type { Live } from '../model.ts';
import { type DraftContext, draftProject, type ProjectDraft } from './draft/draft.ts';
import { type SelectedProject, selectProjects } from './draft/selected-projects.ts';
import { reservedFiles } from './naming/reserved.ts';
import { uniqueNames } from './naming/unique-names.ts';
import { kebabCase } from './naming/words.ts';
import { call, importedNames, object, string } from './print/expression.ts';
import { type LocalImport, moduleText } from './print/module-text.ts';
import { print } from './print/print.ts';
import { bodyEntries, fileVariables, projectStatements, projectVariable } from './print/project-statement.ts';

export interface DecompileOptions {
  /** The name that the new stack gets. */
  readonly stackName: string;
  /** One file for each project below the root, or all in one. */
  readonly layout: 'tree' | 'single';
  /** Declare every project, also those that lead to no connection. */
  readonly all: boolean;
  /** Secrets stay as they are on the server, or each is looked for in an environment variable of its own. */
  readonly secrets: 'keep' | 'env';
}

/** A program, and what there is to say about it. */
export interface Decompiled {
  /** Texts by path, relative to the stack's folder. `plugboard.ts` is the program. */
  readonly files: ReadonlyMap<string, string>;
  /** How many live connections it declares. */
  readonly connections: number;
  /** What was left out (PB115). */
  readonly diagnostics: readonly Diagnostic[];
}

/** The program of a stack that declares what is on a server. The same live state gives the same bytes. */
export function decompile(live: Live, options: DecompileOptions): Decompiled {
  const { own, ownerOf } = readOwnership(live, options.stackName);
  const keys = new Map([...own.values()].map(({ project, key, entry }) => [`${project.id}/${entry.id}`, key]));
  const { root, diagnostics } = selectProjects(live, { ...options, ownerOf });
  const context: DraftContext = {
    secretNames: options.secrets === 'env' ? uniqueNames([], '_') : undefined,
    keyOf: (project, featureId) => keys.get(`${project}/${featureId}`),
  };
  const draft = draftProject(root, context);
  const files = options.layout === 'tree' ? tree(draft, options) : single(draft, options);
  return { files, connections: countConnections(root), diagnostics };
}

const countConnections = ({ connections, projects }: SelectedProject): number =>
  connections.length + projects.reduce((sum, project) => sum + countConnections(project), 0);

function tree(root: ProjectDraft, options: DecompileOptions): ReadonlyMap<string, string> {
  const names = uniqueNames(reservedFiles, '-');
  const variables = fileVariables();
  const files = new Map<string, string>();
  const locals = root.projects.map((project): LocalImport => {
    const file = `${names.take(kebabCase(project.id.split('_').filter(Boolean)))}.ts`;
    const name = projectVariable(project.id, '', variables);
    const { statements, builders } = projectStatements(project, name, fileVariables([name]), true);
    files.set(file, moduleText({ builders, locals: [], statements }));
    return { name, file };
  });
  const { statement, builders } = rootStatement(
    root,
    locals.map(({ name }) => name),
    options,
  );
  return new Map([['plugboard.ts', moduleText({ builders, locals, statements: [statement] })], ...files]);
}

function single(root: ProjectDraft, options: DecompileOptions): ReadonlyMap<string, string> {
  const variables = fileVariables();
  const projects = root.projects.map((project) =>
    projectStatements(project, projectVariable(project.id, '', variables), variables),
  );
  const { statement, builders } = rootStatement(
    root,
    projects.map(({ name }) => name),
    options,
  );
  return new Map([
    [
      'plugboard.ts',
      moduleText({
        builders: [...projects.flatMap((one) => one.builders), ...builders],
        locals: [],
        statements: [...projects.flatMap(({ statements }) => statements), statement],
      }),
    ],
  ]);
}

function rootStatement(
  { connections }: ProjectDraft,
  projects: readonly string[],
  { stackName }: DecompileOptions,
): { readonly statement: string; readonly builders: readonly string[] } {
  const head = 'export default ';
  const entries = [{ name: 'stack', value: string(stackName) }, ...bodyEntries(connections, projects)];
  const declaration = call('root', object(entries));
  return {
    statement: `${head}${print(declaration, { indent: 0, column: head.length })};`,
    builders: importedNames(declaration),
  };
}
