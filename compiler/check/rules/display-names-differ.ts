import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { authorPath } from '../../kinds/author-path.ts';
import { encode } from '../../kinds/codec.ts';
import { identityOf } from '../../kinds/inheritance.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import type { DeclaredConnection, DeclaredProject } from '../../model.ts';
import type { PlacedConnection } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';
import { withheldIn } from '../withheld.ts';

/**
 * Wherever TeamCity lets somebody choose a connection, it lists those of the project and of all above it by their
 * display names. Two that are for the same use and have the same name cannot be told apart there.
 */
export const displayNamesDiffer: Rule = (declared, report) => {
  const found: Diagnostic[] = [];
  const kinds = kindsFor(declared.kinds);
  const propertyOf = displayNameProperty(kinds);
  const isWithheld = withheldIn(declared);
  // What reaches the project that is looked at, by display name.
  const reaching = new Map<unknown, Chain | undefined>();

  const visit = (project: DeclaredProject): void => {
    const before: (readonly [name: unknown, chain: Chain | undefined])[] = [];
    for (const connection of project.connections) {
      const name = connection.properties[propertyOf(connection.kind)];
      const chain = reaching.get(name);
      const placed = { connection, project, address: `${project.id}/${connection.key}` };
      const other = nearestIn(chain, (one) => areAlike(placed, one, kinds));
      if (typeof name === 'string' && other !== undefined) found.push(equalNames(placed, other, name, propertyOf));
      before.push([name, chain]);
      reaching.set(name, { nearest: placed, farther: chain });
    }
    if (project.projects.length > 0) {
      for (const [name] of before) reaching.set(name, passedDown(reaching.get(name), project, isWithheld));
      for (const child of project.projects) visit(child);
    }
    for (const [name, chain] of before.reverse()) reaching.set(name, chain);
  };
  visit(declared.root);
  for (const one of shortened(found)) report(one);
};

/** Connections of one name on the way from a project upwards. */
interface Chain {
  readonly nearest: PlacedConnection;
  readonly farther: Chain | undefined;
}

function nearestIn(chain: Chain | undefined, fits: (one: PlacedConnection) => boolean): PlacedConnection | undefined {
  for (let at = chain; at !== undefined; at = at.farther) if (fits(at.nearest)) return at.nearest;
  return undefined;
}

/** A chain without those that a project keeps to itself. */
function passedDown(
  chain: Chain | undefined,
  project: DeclaredProject,
  isWithheld: (connection: DeclaredConnection) => boolean,
): Chain | undefined {
  const own: PlacedConnection[] = [];
  let rest = chain;
  for (; rest?.nearest.project === project; rest = rest.farther) own.push(rest.nearest);
  if (!own.some(({ connection }) => isWithheld(connection))) return chain;
  const passing = own.filter(({ connection }) => !isWithheld(connection));
  return passing.reduceRight<Chain | undefined>((farther, nearest) => ({ nearest, farther }), rest);
}

/** Where equal names are the custom of a company, a thousand warnings say no more than some. */
const mostTold = 20;

function shortened(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const told = found.slice(0, mostTold);
  const last = told.at(-1);
  if (last === undefined || found.length === told.length) return told;
  const more = `${found.length - told.length} more connections have the name of another one. Where that is wanted, turn the rule off: \`rules: { 'equal-display-names': 'off' }\`.`;
  return [...told.slice(0, -1), { ...last, notes: [...(last.notes ?? []), more] }];
}

/** The display name is a property of every kind, and never inside another one. */
function displayNameProperty({ named }: Kinds): (kind: string) => string {
  const names = new Map<string, string>();
  return (kind) => {
    const name = names.get(kind) ?? authorPath(named(kind), 'displayName');
    names.set(kind, name);
    return name;
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
  propertyOf: (kind: string) => string,
): Diagnostic {
  const isNear = other.project === project;
  return diagnostic('PB309', `\`${address}\` and \`${other.address}\` are both called \`${name}\`.`, {
    address,
    place: { call: connection.call, path: [propertyOf(connection.kind)] },
    label: isNear ? 'the same name in the same project' : `the same name as in \`${other.project.id}\`, above it`,
    related: [
      {
        place: { call: other.connection.call, path: [propertyOf(other.connection.kind)] },
        label: `\`${other.address}\` has it, too`,
      },
    ],
    notes: [`Both can be chosen in \`${project.id}\`, where TeamCity lists connections by their display names.`],
    hint: 'Give one of them a name that tells them apart.',
  });
}
