import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import type { DeclaredNeed } from '../../model.ts';
import { declaredProjects } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** What a project needs must be something that there is: a contract with a misspelled kind would never be met. */
export const needsAreKnown: Rule = (declared, report) => {
  const kinds = kindsFor(declared.kinds);
  for (const { project } of declaredProjects(declared)) {
    project.needs.forEach((need, index) => {
      const at = { place: { call: project.call, path: ['needs', String(index)] } };
      for (const found of unknowns(need, kinds)) report({ ...found, ...at });
    });
  }
};

function unknowns(need: DeclaredNeed, { all, named }: Kinds): readonly Diagnostic[] {
  if ('use' in need) {
    const uses = [...new Set(all.flatMap((kind) => kind.uses.map(({ use }) => use)))].sort();
    if (uses.includes(need.use)) return [];
    return [
      diagnostic('PB203', `TeamCity uses no connection for \`${need.use}\`.`, {
        ...advice(need.use, uses, `It uses them for: ${uses.map((use) => `\`${use}\``).join(', ')}.`),
      }),
    ];
  }
  const kind = named(need.kind);
  if (kind === undefined) {
    const names = all.map(({ name }) => name);
    return [
      diagnostic('PB207', `\`${need.kind}\` is not a kind of connection that Plugboard knows.`, {
        ...advice(need.kind, names),
      }),
    ];
  }
  const paths = [...kind.properties.filter(({ secret }) => !secret), ...kind.choices].map(({ path }) => path);
  return Object.keys(need.properties)
    .filter((name) => !paths.includes(name))
    .map((name) =>
      diagnostic('PB201', `No \`${need.kind}\` can be told by \`${name}\`.`, {
        ...advice(name, paths, `It can be told by: ${paths.map((path) => `\`${path}\``).join(', ')}.`),
      }),
    );
}

function advice(name: string, known: readonly string[], note?: string): Pick<Diagnostic, 'notes' | 'hint'> {
  const [near] = nearNames(name, known);
  return {
    ...(note === undefined ? {} : { notes: [note] }),
    ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
  };
}
