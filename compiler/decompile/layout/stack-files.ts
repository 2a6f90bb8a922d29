import type { Edition } from '../../model.ts';
import type { ProjectDraft } from '../draft/draft.ts';
import type { References } from '../draft/references.ts';
import { reservedFiles } from '../naming/reserved.ts';
import { uniqueNames } from '../naming/unique-names.ts';
import { kebabCase } from '../naming/words.ts';
import { call, object, string } from '../print/expression.ts';
import { connectionEntries } from './connection-entries.ts';
import { openFiles } from './open-files.ts';
import { bodyEntries, projectStatements, projectVariable, statement } from './project-statements.ts';
import { targetFiles } from './shared-targets.ts';

export const programFile = 'plugboard.ts';
const sharedFile = 'shared-connections.ts';

/** How a stack is spread over files. */
export type Layout = 'tree' | 'single';

/** What a stack says about itself, and how it is spread. */
export interface StackOptions {
  readonly stackName: string;
  readonly layout: Layout;
  readonly edition: Edition;
}

/** The files of a stack by name, the program first. */
export function stackFiles(
  root: ProjectDraft,
  references: References,
  { stackName, layout, edition }: StackOptions,
): ReadonlyMap<string, string> {
  const names = fileNames(layout === 'single' ? [] : root.projects.map(({ id }) => id));
  const fileOf = (top: string | undefined): string => names.get(top ?? '') ?? programFile;
  const open = openFiles([programFile, ...names.values()]);
  const tops = root.projects.map((project) => {
    const name = projectVariable(project.id, '', open.variablesOf(programFile));
    const file = fileOf(project.id);
    if (file !== programFile) open.variablesOf(file).take(name);
    return { project, name, file };
  });
  const entriesIn = connectionEntries(references, targetFiles(root, references, fileOf, sharedFile), sharedFile, open);
  for (const { project, name, file } of tops) {
    const isOwn = file !== programFile;
    open.add(file, projectStatements(project, name, open.variablesOf(file), entriesIn(file), isOwn));
    open.use(programFile, { name, file });
  }
  const body = bodyEntries(
    root.connections.map(entriesIn(programFile)),
    tops.map(({ name }) => name),
  );
  const onCloud = edition === 'cloud' ? [{ name: 'edition', value: string(edition) }] : [];
  const declaration = call('root', object([{ name: 'stack', value: string(stackName) }, ...onCloud, ...body]));
  open.add(programFile, statement('export default ', declaration));
  return open.texts();
}

/** A file name for each of these projects that is free among them and with those in use. */
export function fileNames(ids: readonly string[], used: readonly string[] = []): ReadonlyMap<string, string> {
  const names = uniqueNames([...reservedFiles, ...used.map((file) => file.replace(/\.ts$/, ''))], '-');
  return new Map(ids.map((id) => [id, `${names.take(kebabCase(id.split('_').filter(Boolean)))}.ts`]));
}
