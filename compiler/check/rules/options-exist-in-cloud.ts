import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kindsFor } from '../../kinds/registry.ts';
import { valueAt } from '../../kinds/value-at.ts';
import { declaredConnections } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** On TeamCity Cloud nobody but JetBrains has the server's machine, and so it lacks what only that machine can give. */
export const optionsExistInCloud: Rule = (declared, report) => {
  if (declared.edition !== 'cloud') return;
  const kinds = kindsFor(declared.kinds);
  const choices = new Map(kinds.all.map((kind) => [kind.name, missingChoices(kind)]));
  for (const { connection, address } of declaredConnections(declared)) {
    for (const { path, missing } of choices.get(connection.kind) ?? []) {
      const option = valueAt(connection.properties, [path, 'option']);
      if (typeof option !== 'string' || !missing.has(option)) continue;
      report(
        diagnostic('PB220', `\`${path}\` of \`${address}\` is \`${option}\`, which TeamCity Cloud does not have.`, {
          address,
          place: { call: connection.call, path: [path] },
          label: 'not on TeamCity Cloud',
          notes: ["It takes the credentials of the server’s own machine, and the stack says `edition: 'cloud'`."],
          hint: 'Choose another option.',
        }),
      );
    }
  }
};

function missingChoices({
  choices,
}: Kind): readonly { readonly path: string; readonly missing: ReadonlySet<string> }[] {
  return choices.flatMap(({ path, options }) => {
    const missing = new Set(options.filter(({ notInCloud }) => notInCloud).map(({ name }) => name));
    return missing.size === 0 ? [] : [{ path, missing }];
  });
}
