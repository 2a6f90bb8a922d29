import type { Match } from '../../plan/match.ts';
import { changedProperties } from '../../plan/property-changes.ts';
import { writtenConnection } from '../draft/author-form.ts';
import { existingCall } from '../draft/connection-call.ts';
import { obstacles } from '../draft/obstacles.ts';
import { secretCalls } from '../draft/secret-names.ts';
import { wordsOf } from '../naming/words.ts';
import type { Merge } from './merge-import.ts';
import { builderLiteral, connectionElement, elementValue } from './program-source.ts';
import { updateConnection } from './update-connection.ts';

/**
 * Updates the literal of one connection that differs. Where it is declared in another way (by a function of the author's,
 * in a loop), or could not be declared as this kind any more, it stays, and the closing plan tells of it.
 */
export function updateDeclared(match: Match, { program, edits, use, context }: Merge): void {
  const { connection, live } = match;
  if (live === undefined || live.properties['providerType'] !== match.providerType) return;
  const changes = changedProperties(match, live).changes.filter(
    // A raised revision is the author's wish for the next apply.
    ({ sensitive, after, featureProperty }) =>
      !(sensitive && after !== undefined && live.hidden.includes(featureProperty)),
  );
  const obstacle = obstacles(connection.project, context.reaches);
  const written = changes.length === 0 ? undefined : writtenConnection(live, obstacle);
  if (written === undefined || written.kind.name !== connection.kind) return;
  const value = elementValue(connectionElement(program, connection.project, connection.key));
  const literal = value && builderLiteral(program.valueOf(value), connection.kind);
  if (literal === undefined) return;
  const words = wordsOf(live.properties['displayName'] ?? '');
  const secretCall = secretCalls(context.secretNames, connection.project, words, written.kind);
  use(
    literal.getSourceFile(),
    updateConnection(literal, written, changes, { secretCall, referenceCall: existingCall }, edits),
  );
}
