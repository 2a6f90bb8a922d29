import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { kindsFor } from '../../kinds/registry.ts';
import type { Declared, DeclaredConnection, DeclaredNeed, DeclaredProject } from '../../model.ts';
import type { Rule } from '../rule.ts';
import { withheldIn } from '../withheld.ts';

interface Reaching {
  readonly connection: DeclaredConnection;
  readonly from: DeclaredProject;
}

const meets = ({ kind, properties }: DeclaredConnection, need: DeclaredNeed): boolean =>
  kind === need.kind && Object.entries(need.properties).every(([name, value]) => properties[name] === value);

const describe = ({ kind, properties }: DeclaredNeed): string => {
  const values = Object.entries(properties).map(([name, value]) => `\`${name}\` \`${value}\``);
  return values.length === 0 ? `\`${kind}\`` : `\`${kind}\` with ${values.join(' and ')}`;
};

/**
 * `needs` is a contract over what reaches a project. A project whose parent the stack does not declare is left out:
 * what it inherits is known to the server only.
 */
export const needsAreMet: Rule = (declared, report) => {
  const provided = providedKinds(declared);
  const isWithheld = withheldIn(declared);
  const visit = (project: DeclaredProject, above: Line | undefined): void => {
    const line: Line = { project, above };
    // Gathered only where somebody asks: most projects need nothing, and lines of ancestors are long.
    if (project.needs.length > 0 && project.parent === undefined) {
      const reaching = [...reachingAlong(line, isWithheld)];
      project.needs.forEach((need, index) => {
        if (provided.has(need.kind) && Object.keys(need.properties).length === 0) return;
        if (!reaching.some(({ connection }) => meets(connection, need))) report(unmet(project, need, index, reaching));
      });
    }
    for (const child of project.projects) visit(child, line);
  };
  visit(declared.root, undefined);
};

/** TeamCity Cloud has connections of these kinds in the root project by itself. */
function providedKinds({ edition, kinds }: Declared): ReadonlySet<string> {
  if (edition !== 'cloud') return new Set();
  return new Set(kindsFor(kinds).all.flatMap(({ name, cloud }) => (cloud === undefined ? [] : [name])));
}

/** A project and the ones above it. */
interface Line {
  readonly project: DeclaredProject;
  readonly above: Line | undefined;
}

function* reachingAlong(line: Line, isWithheld: (connection: DeclaredConnection) => boolean): Generator<Reaching> {
  for (let at: Line | undefined = line; at !== undefined; at = at.above) {
    for (const connection of at.project.connections) {
      if (at === line || !isWithheld(connection)) yield { connection, from: at.project };
    }
    // What reaches a project that stands under one of the server's is not known here.
    if (at.project.parent !== undefined) return;
  }
}

function unmet(project: DeclaredProject, need: DeclaredNeed, index: number, reaching: readonly Reaching[]): Diagnostic {
  const gets = reaching.map(
    ({ connection, from }) => `\`${connection.key}\` (${from === project ? 'own' : `from \`${from.id}\``})`,
  );
  return diagnostic('PB301', `No ${describe(need)} reaches project \`${project.id}\`.`, {
    place: { call: project.call, path: ['needs', String(index)] },
    label: `no ${describe(need)} reaches project \`${project.id}\``,
    notes: [
      gets.length === 0 ? `No connection reaches \`${project.id}\`.` : `\`${project.id}\` gets: ${gets.join(', ')}.`,
    ],
    hint: `Declare a \`${need.kind}\` in \`${project.id}\` or in a project above it.`,
  });
}
