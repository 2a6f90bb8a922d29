import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { once } from '../../once.ts';
import { declaredConnections, type PlacedConnection } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/**
 * An address names one connection, now and in the ledger. Within one literal the type checker sees a repeated key;
 * what is left are former keys that are in use, or that two connections claim, and one live id adopted twice.
 */
export const addressesAreUsedOnce: Rule = (declared, report) => {
  const connections = declaredConnections(declared);
  const current = once(() => new Map(connections.map((placed) => [placed.address, placed])));
  const former = new Map<string, PlacedConnection>();
  const adopted = new Map<string, PlacedConnection>();
  const twice = (placed: PlacedConnection, other: PlacedConnection, option: 'formerly' | 'adopt', what: string): void =>
    report(
      diagnostic('PB304', what, {
        address: placed.address,
        place: { call: placed.connection.call, path: [option] },
        label: 'used again here',
        related: [{ place: { call: other.connection.call }, label: `\`${other.address}\` is declared here` }],
        hint:
          option === 'formerly'
            ? 'A former key belongs to one connection only, and no other may use it now.'
            : 'A live connection can be adopted by one declaration only.',
      }),
    );

  for (const placed of connections) {
    const { connection, project, address } = placed;
    if (connection.formerly !== undefined) {
      const formerly = `${project.id}/${connection.formerly}`;
      const other = current().get(formerly) ?? former.get(formerly);
      if (other !== undefined) {
        twice(
          placed,
          other,
          'formerly',
          `\`${address}\` was formerly \`${formerly}\`, which \`${other.address}\` uses.`,
        );
      }
      former.set(formerly, placed);
    }
    if (connection.adopt !== undefined) {
      const target = `${project.id.toLowerCase()}/${connection.adopt}`;
      const other = adopted.get(target);
      if (other !== undefined) {
        twice(placed, other, 'adopt', `\`${address}\` adopts \`${connection.adopt}\`, as \`${other.address}\` does.`);
      }
      adopted.set(target, placed);
    }
  }
};
