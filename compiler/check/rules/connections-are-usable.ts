import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { kindsFor } from '../../kinds/registry.ts';
import { declaredConnections } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** Where TeamCity looks for a connection in the root project alone, one in another project is never found. */
export const connectionsAreUsable: Rule = (declared, report) => {
  const rootOnly = new Map(
    kindsFor(declared.kinds).all.flatMap(({ name, uses }) =>
      uses.length > 0 && uses.every((one) => one.rootOnly)
        ? [[name, uses.map(({ text }) => text).join(', ')] as const]
        : [],
    ),
  );
  for (const { connection, project, address } of declaredConnections(declared)) {
    const uses = rootOnly.get(connection.kind);
    if (uses === undefined || project === declared.root) continue;
    report(
      diagnostic('PB310', `Nothing can use \`${address}\`: it stands in \`${project.id}\`.`, {
        address,
        place: { call: connection.call },
        label: 'TeamCity looks for it in the root project only',
        notes: [`A \`${connection.kind}\` is for ${uses}, and that is the whole server’s.`],
        hint: 'Move it into the `connections` of `root({...})`.',
      }),
    );
  }
};
