import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { authorPath } from '../../kinds/author-path.ts';
import { encode } from '../../kinds/codec.ts';
import { identityOf } from '../../kinds/inheritance.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import type { DeclaredProject } from '../../model.ts';
import type { PlacedConnection } from '../declared-projects.ts';
import { valueAt } from '../plain-secrets.ts';
import type { Rule } from '../rule.ts';
import { withheldIn } from '../withheld.ts';

/**
 * Wherever TeamCity lets somebody choose a connection, it lists those of the project and of all above it by their
 * display names. Two that are for the same use and have the same name cannot be told apart there.
 */
export const displayNamesDiffer: Rule = (declared, report) => {
  const found: Diagnostic[] = [];
  const kinds = kindsFor(declared.kinds);
  const pathOf = displayNamePath(kinds);
  const isWithheld = withheldIn(declared);
  // What reaches the project that is looked at, by display name, the nearest last.
  const reaching = new Map<unknown, PlacedConnection[]>();

  const visit = (project: DeclaredProject): void => {
    const own = project.connections.map((connection) => ({
      name: valueAt(connection.properties, pathOf(connection.kind)),
      placed: { connection, project, address: `${project.id}/${connection.key}` },
    }));
    for (const { name, placed } of own) {
      const others = reaching.get(name);
      if (others === undefined) {
        reaching.set(name, [placed]);
        continue;
      }
      const other = others.findLast((one) => areAlike(placed, one, kinds));
      if (typeof name === 'string' && other !== undefined) {
        found.push(equalNames(placed, other, name, pathOf));
      }
      others.push(placed);
    }
    const leave = ({ name, placed }: (typeof own)[number]): void => {
      reaching.set(name, reaching.get(name)?.filter((one) => one !== placed) ?? []);
    };
    const [staying, passing] = [own.filter(({ placed }) => isWithheld(placed.connection)), new Set(own)];
    for (const one of staying) {
      leave(one);
      passing.delete(one);
    }
    for (const child of project.projects) visit(child);
    for (const one of passing) leave(one);
  };
  visit(declared.root);
  for (const one of shortened(found)) report(one);
};

/** Where equal names are the custom of a company, a thousand warnings say no more than some. */
const mostTold = 20;

function shortened(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = found.slice(0, mostTold);
  const last = told.at(-1);
  if (last === undefined || found.length === told.length) return told;
  const more = `${found.length - told.length} more connections have the name of another one. Where that is wanted, turn the rule off: \`rules: { 'equal-display-names': 'off' }\`.`;
  return [...told.slice(0, -1), { ...last, notes: [...(last.notes ?? []), more] }];
}

function displayNamePath({ named }: Kinds): (kind: string) => readonly string[] {
  const paths = new Map<string, readonly string[]>();
  return (name) => {
    const path = paths.get(name) ?? authorPath(named(name), 'displayName').split('.');
    paths.set(name, path);
    return path;
  };
}

/** Whether both stand in one list. Of two with one identity the nearer one takes the other's place. */
function areAlike(nearer: PlacedConnection, farther: PlacedConnection, { named }: Kinds): boolean {
  const [one, other] = [named(nearer.connection.kind), named(farther.connection.kind)];
  if (one === undefined || other === undefined) return false;
  if (one !== other) return one.uses.some(({ use }) => other.uses.some((another) => another.use === use));
  if (one.inheritance?.identity === undefined || nearer.project === farther.project) return true;
  const [identity, hidden] = [nearer, farther].map(({ connection }) =>
    identityOf(one, encode(one, connection.properties)),
  );
  return identity === undefined || identity !== hidden;
}

function equalNames(
  { connection, project, address }: PlacedConnection,
  other: PlacedConnection,
  name: string,
  pathOf: (kind: string) => readonly string[],
): Diagnostic {
  const isNear = other.project === project;
  return diagnostic('PB309', `\`${address}\` and \`${other.address}\` are both called \`${name}\`.`, {
    address,
    place: { call: connection.call, path: pathOf(connection.kind) },
    label: isNear ? 'the same name in the same project' : `the same name as in \`${other.project.id}\`, above it`,
    related: [
      {
        place: { call: other.connection.call, path: pathOf(other.connection.kind) },
        label: `\`${other.address}\` has it, too`,
      },
    ],
    notes: [`Both can be chosen in \`${project.id}\`, where TeamCity lists connections by their display names.`],
    hint: 'Give one of them a name that tells them apart.',
  });
}
