import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { authorPath } from '../../kinds/author-path.ts';
import { encode } from '../../kinds/codec.ts';
import { identityOf } from '../../kinds/inheritance.ts';
import { kindsFor } from '../../kinds/registry.ts';
import type { DeclaredConnection } from '../../model.ts';
import { declaredProjects } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** Kinds whose connections go by a name of their own have each name once in a project. Further down it hides the one above. */
export const identitiesAreUnique: Rule = (declared, report) => {
  const kinds = kindsFor(declared.kinds);
  for (const { project } of declaredProjects(declared)) {
    const first = new Map<string, DeclaredConnection>();
    for (const connection of project.connections) {
      const kind = kinds.named(connection.kind);
      const rule = kind?.inheritance?.identity;
      if (kind === undefined || rule === undefined) continue;
      const name = identityOf(kind, encode(kind, connection.properties));
      if (name === undefined) continue;
      const other = first.get(`${kind.name} ${name}`);
      if (other === undefined) {
        first.set(`${kind.name} ${name}`, connection);
        continue;
      }
      const path = authorPath(kind, rule.featureProperty);
      const [address, earlier] = [`${project.id}/${connection.key}`, `${project.id}/${other.key}`];
      report(
        diagnostic('PB308', `\`${address}\` and \`${earlier}\` both have the \`${path}\` \`${name}\`.`, {
          address,
          place: { call: connection.call, path: path.split('.') },
          label: 'used again here',
          related: [{ place: { call: other.call, path: path.split('.') }, label: `\`${earlier}\` has it already` }],
          notes: [`TeamCity tells connections of this kind apart by it: \`${project.id}\` can have one of each.`],
          hint: 'Give one of them another.',
        }),
      );
    }
  }
};
