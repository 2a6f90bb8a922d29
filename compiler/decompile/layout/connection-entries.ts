import { connectionCall, existingCall } from '../draft/connection-call.ts';
import type { ConnectionDraft } from '../draft/draft.ts';
import type { References } from '../draft/references.ts';
import { camelCase, wordsOf } from '../naming/words.ts';
import { commentLines } from '../print/comment-lines.ts';
import { type Expression, word } from '../print/expression.ts';
import type { OpenFiles } from './open-files.ts';
import { type EntryOf, type Statements, statement } from './project-statements.ts';
import type { TargetFiles } from './shared-targets.ts';

/**
 * How connections stand in each file: most are declared under their key; one that others refer to is a variable, which
 * is written here, above everything that uses it.
 */
export function connectionEntries(
  { targets, targetOf }: References,
  files: TargetFiles,
  sharedFile: string,
  open: OpenFiles,
): (file: string) => EntryOf {
  const variables = new Map<ConnectionDraft, string>();
  const variable = (file: string, draft: ConnectionDraft): string | undefined => {
    const [name, home] = [variables.get(draft), files.get(draft)];
    if (name !== undefined && home !== undefined) open.use(file, { name, file: home });
    return name;
  };
  const declared = (file: string, draft: ConnectionDraft): Expression =>
    connectionCall(draft, (id) => {
      const target = targetOf(draft, id);
      const name = target && variable(file, target);
      return name === undefined ? existingCall(id) : word(name);
    });

  for (const target of targets) {
    const file = files.get(target) ?? sharedFile;
    const name = open.takeEverywhere(camelCase(wordsOf(target.key)) || target.written.kind.name);
    variables.set(target, name);
    const head = `${file === sharedFile ? 'export ' : ''}const ${name} = `;
    open.add(file, commented(target.written.comments, statement(head, declared(file, target))));
  }
  return (file) => (draft) => {
    const name = variable(file, draft);
    if (name === undefined) return { name: draft.key, value: declared(file, draft), comments: draft.written.comments };
    return { name: draft.key, value: name === draft.key ? undefined : word(name) };
  };
}

function commented(comments: readonly string[], { statements, builders }: Statements): Statements {
  const lines = comments.flatMap((sentence) => commentLines(sentence, 120));
  return { statements: statements.map((text) => [...lines, text].join('\n')), builders };
}
