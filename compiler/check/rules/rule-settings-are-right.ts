import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import type { NamedRule, Rule } from '../rule.ts';

/** What `rules` names is a rule, and one that an author may make more or less of. */
export const ruleSettingsAreRight =
  (known: readonly NamedRule[]): Rule =>
  (declared, report) => {
    for (const name of Object.keys(declared.rules ?? {})) {
      const rule = known.find((one) => one.name === name);
      const place = { call: declared.root.call, path: ['rules', name], at: 'name' } as const;
      if (rule === undefined) {
        const open = known.flatMap((one) => (one.fixed === undefined ? [one.name] : []));
        const [near] = nearNames(name, open);
        report(
          diagnostic('PB216', `There is no rule \`${name}\`.`, {
            place,
            label: 'not a rule',
            notes: [`There are: ${open.map((one) => `\`${one}\``).join(', ')}.`],
            hint: near === undefined ? 'Remove it.' : `Did you mean \`${near}\`?`,
          }),
        );
      } else if (rule.fixed !== undefined) {
        report(
          diagnostic('PB217', `Nobody can change how bad \`${name}\` is (${rule.codes.join(', ')}).`, {
            place,
            label: 'always an error',
            notes: [rule.fixed],
            hint: 'Remove it.',
          }),
        );
      }
    }
  };
