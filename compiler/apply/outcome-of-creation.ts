import { type Failure, fail } from '../diagnostics/failure.ts';
import type { LiveFeature } from '../model.ts';
import type { NewFeature } from './rest-writer.ts';

/**
 * What has become of a feature that was to be made, where nobody heard the answer: its id where it is there and holds
 * what was sent, undefined where nothing was made. One that is like it and holds something else may be it as well,
 * changed in the same moment, and sending it again would leave two: only a new plan can say what to do (PB603).
 */
export function outcomeOfCreation(sent: NewFeature, now: readonly LiveFeature[]): string | Failure | undefined {
  const alike = now.filter(
    ({ id, type, properties }) =>
      type === sent.type &&
      !sent.before.includes(id) &&
      sent.identity.every((name) => properties[name] === sent.properties[name]),
  );
  const made = alike.find((one) => differing(one, sent).length === 0);
  if (made !== undefined) return made.id;
  const [similar] = alike;
  return similar && unclear(similar, sent);
}

/** Names only: among the values may be secrets that the server shows. */
const differing = ({ properties, hidden }: LiveFeature, sent: NewFeature): readonly string[] =>
  Object.keys(sent.properties).filter((name) => properties[name] !== sent.properties[name] && !hidden.includes(name));

function unclear(similar: LiveFeature, sent: NewFeature): Failure {
  const names = differing(similar, sent).map((name) => `\`${name}\``);
  return fail(
    'PB603',
    `\`${similar.id}\` has appeared in project \`${sent.project}\` and differs from what was sent in ${names.join(', ')}.`,
    {
      notes: [
        'The answer to its creation was lost: it may be that one, changed since, or somebody else’s. Nothing was sent again.',
      ],
      hint: 'Make a new plan, review it, and apply that.',
    },
  );
}
