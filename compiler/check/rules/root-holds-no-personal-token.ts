import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../kinds/kind.ts';
import { kindsFor } from '../../kinds/registry.ts';
import type { Rule } from '../rule.ts';

/** What stands in the root project is used by everybody, and with the token of a person, in that person's name. */
export const rootHoldsNoPersonalToken: Rule = (declared, report) => {
  const kinds = kindsFor(declared.kinds);
  for (const { call, key, kind } of declared.root.connections) {
    const path = personalSecret(kinds.named(kind));
    if (path === undefined) continue;
    const address = `${declared.root.id}/${key}`;
    report(
      diagnostic('PB311', `\`${path}\` of \`${address}\` is the token of one person.`, {
        address,
        place: { call, path: path.split('.') },
        label: 'lent to every project of the server',
        notes: ['Whoever uses the connection acts in that person’s name, and it stops working when the token ends.'],
        hint: 'Declare it in the projects that need it, or use the token of an account that is nobody’s own and say so: `// plugboard-ignore PB311: <reason>`.',
      }),
    );
  }
};

const personalSecret = (kind: Kind | undefined): string | undefined =>
  kind?.properties.find(({ personal }) => personal)?.path;
