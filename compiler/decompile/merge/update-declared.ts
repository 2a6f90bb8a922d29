import type { Match } from '../../plan/match.ts';
import { changedProperties } from '../../plan/property-changes.ts';
import { writtenAsCustom, writtenConnection } from '../draft/author-form.ts';
import { connectionCall, existingCall } from '../draft/connection-call.ts';
import { obstacles } from '../draft/obstacles.ts';
import { secretCalls } from '../draft/secret-names.ts';
import { wordsOf } from '../naming/words.ts';
import { importedNames } from '../print/expression.ts';
import { print } from '../print/print.ts';
import { indentOf } from './edit-literal.ts';
import type { Merge } from './merge-import.ts';
import { builderLiteral, connectionElement, elementValue } from './program-source.ts';
import { updateConnection } from './update-connection.ts';

/**
 * Updates the literal of one connection that differs. Where it is declared in another way (by a function of the author's,
 * in a loop), it stays, and the closing plan tells of it. Where its kind has no words for it any more, it is declared anew.
 */
export function updateDeclared(match: Match, { program, edits, use, context, kinds }: Merge): void {
  const { connection, live } = match;
  if (live === undefined || live.properties['providerType'] !== match.providerType) return;
  const changes = changedProperties(match, live).changes.filter(
    // A raised revision is the author's wish for the next apply.
    ({ sensitive, after, featureProperty }) =>
      !(sensitive && after !== undefined && live.hidden.includes(featureProperty)),
  );
  if (changes.length === 0) return;
  const value = elementValue(connectionElement(program, connection.project, connection.key));
  const literal = value && builderLiteral(program.valueOf(value), connection.kind);
  if (literal === undefined) return;
  const file = literal.getSourceFile();
  // What was declared as `custom` once stays so: the author may have had a reason.
  const written = match.kind?.providerType
    ? writtenConnection(live, kinds, obstacles(connection.project, context.reaches))
    : writtenAsCustom(live);
  const words = wordsOf(live.properties['displayName'] ?? '');
  const secretCall = secretCalls(context.secretNames, connection.project, words, written.kind);
  if (written.kind.name === connection.kind) {
    use(file, updateConnection(literal, written, changes, { secretCall, referenceCall: existingCall }, edits));
    return;
  }
  const anew = connectionCall({ key: connection.key, live, written, secretCall }, existingCall);
  const call = literal.getParentOrThrow();
  use(file, importedNames(anew));
  edits.replace(file, call.getStart(), call.getEnd(), print(anew, { indent: indentOf(call), column: 0 }));
}
