import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { encode } from '../../kinds/codec.ts';
import { identityOf } from '../../kinds/inheritance.ts';
import { meets, needText, unmetHint, unmetText } from '../../kinds/needs.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import type { Declared, DeclaredConnection, DeclaredNeed, DeclaredProject } from '../../model.ts';
import type { Rule } from '../rule.ts';
import { withheldIn } from '../withheld.ts';

/**
 * `needs` is a contract over what reaches a project. Where only the server knows the projects above, only it knows what
 * reaches them: those are looked at when a plan is made.
 */
export const needsAreMet: Rule = (declared, report) => {
  const kinds = kindsFor(declared.kinds);
  const isWithheld = withheldIn(declared);
  const visit = (project: DeclaredProject, above: Line | undefined): void => {
    const line: Line = { project, above };
    // Gathered only where somebody asks: most projects need nothing, and lines of ancestors are long.
    if (project.needs.length > 0 && !isOpen(line)) {
      const candidates = candidatesAlong(line, kinds, isWithheld);
      project.needs.forEach((need, index) => {
        const fitting = candidates.filter((one) => fits(one, need, kinds));
        if (
          isKnown(need, kinds) &&
          !isProvided(need, declared) &&
          fitting.every(({ hidden }) => hidden !== undefined)
        ) {
          report(unmet(project, need, index, { candidates, fitting, kinds }));
        }
      });
    }
    for (const child of project.projects) visit(child, line);
  };
  visit(declared.root, undefined);
};

/** A project and the ones above it. */
interface Line {
  readonly project: DeclaredProject;
  readonly above: Line | undefined;
}

/** Whether there is a parent that the stack does not declare. */
const isOpen = ({ project, above }: Line): boolean =>
  project.parent !== undefined || (above !== undefined && isOpen(above));

/** A connection of the project or of one above it. */
interface Candidate {
  readonly connection: DeclaredConnection;
  readonly from: DeclaredProject;
  readonly isOwn: boolean;
  /** Why it does not reach the project. */
  readonly hidden?: string | undefined;
}

function candidatesAlong(
  line: Line,
  kinds: Kinds,
  isWithheld: (connection: DeclaredConnection) => boolean,
): readonly Candidate[] {
  const found: Candidate[] = [];
  const nearer = new Map<string, string>();
  for (let at: Line | undefined = line; at !== undefined; at = at.above) {
    const { project } = at;
    const isOwn = at === line;
    const named = project.connections.map((connection) => ({ connection, name: nameOf(connection, kinds) }));
    for (const { connection, name } of named) {
      const by = nearer.get(name ?? '');
      const withheld = !isOwn && isWithheld(connection);
      const hidden = withheld ? 'is not passed down' : by === undefined ? undefined : `is shadowed by \`${by}\``;
      found.push({ connection, from: project, isOwn, hidden });
    }
    for (const { connection, name } of named)
      if (name !== undefined) nearer.set(name, `${project.id}/${connection.key}`);
  }
  return found;
}

/** The name of its own that a nearer connection shadows a farther one by; undefined where its kind has none. */
function nameOf({ kind: name, properties }: DeclaredConnection, kinds: Kinds): string | undefined {
  const kind = kinds.named(name);
  const identity = kind?.inheritance?.identity === undefined ? undefined : identityOf(kind, encode(kind, properties));
  return identity === undefined ? undefined : `${name} ${identity}`;
}

function fits({ connection, from }: Pick<Candidate, 'connection' | 'from'>, need: DeclaredNeed, kinds: Kinds): boolean {
  const kind = kinds.named(connection.kind);
  if (kind === undefined || ('kind' in need && need.kind !== kind.name)) return false;
  return meets(need, { kind, project: from.id, stored: encode(kind, connection.properties) });
}

/** What nobody knows is another rule's. */
const isKnown = (need: DeclaredNeed, { all, named }: Kinds): boolean =>
  'use' in need ? all.some(({ uses }) => uses.some(({ use }) => use === need.use)) : named(need.kind) !== undefined;

/** TeamCity Cloud has connections of some kinds in the root project by itself, with values that nobody knows. */
function isProvided(need: DeclaredNeed, { edition, kinds }: Declared): boolean {
  if (edition !== 'cloud' || ('kind' in need && Object.keys(need.properties).length > 0)) return false;
  return kindsFor(kinds).all.some(
    (kind) => kind.cloud !== undefined && meets(need, { kind, project: '_Root', stored: kind.constants }),
  );
}

interface Circumstances {
  readonly candidates: readonly Candidate[];
  /** Those that would meet the need if they reached the project. */
  readonly fitting: readonly Candidate[];
  readonly kinds: Kinds;
}

function unmet(
  project: DeclaredProject,
  need: DeclaredNeed,
  index: number,
  { candidates, fitting, kinds }: Circumstances,
): Diagnostic {
  const reaching = candidates.filter(({ hidden }) => hidden === undefined);
  const gets = reaching.map(
    ({ connection, from, isOwn }) => `\`${connection.key}\` (${isOwn ? 'own' : `from \`${from.id}\``})`,
  );
  return diagnostic('PB301', unmetText(need, project.id), {
    place: { call: project.call, path: ['needs', String(index)] },
    label: `no ${needText(need)} reaches project \`${project.id}\``,
    notes: [
      gets.length === 0 ? `No connection reaches \`${project.id}\`.` : `\`${project.id}\` gets: ${gets.join(', ')}.`,
      ...fitting.map(({ connection, from, hidden }) => `\`${from.id}/${connection.key}\` would do, but it ${hidden}.`),
    ],
    hint: unmetHint(need, project.id, kinds),
  });
}
