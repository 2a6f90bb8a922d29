import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { authorPath } from '../../kinds/author-path.ts';
import { type Kinds, kindsFor } from '../../kinds/registry.ts';
import { type WrittenReference, writtenReferences } from '../../kinds/written-value.ts';
import type { Declared, DeclaredConnection } from '../../model.ts';
import { once } from '../../once.ts';
import { declaredConnections, declaredProjects, type PlacedConnection } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';
import { withheldIn } from '../withheld.ts';

/**
 * What a property refers to must be one connection of this stack, of the right kind, and must reach the project. Where
 * only the server knows the projects above, only it knows what reaches them.
 */
export const referencesReach: Rule = (declared, report) => {
  const connections = declaredConnections(declared);
  const targets = once(() => placesByCall(connections));
  const program = { kinds: kindsFor(declared.kinds), lineOf: lineOf(declared), isWithheld: withheldIn(declared) };
  for (const placed of connections) {
    const { kind, properties } = placed.connection;
    for (const reference of writtenReferences(program.kinds.named(kind), properties)) {
      const found = judge(placed, reference, [...(targets().get(reference.call)?.values() ?? [])], program);
      if (found !== undefined) report(found);
    }
  }
};

/** Where each declaration stands, by its call and then by address: one that stands in several places has as many. */
function placesByCall(
  connections: readonly PlacedConnection[],
): ReadonlyMap<number, ReadonlyMap<string, PlacedConnection>> {
  const byCall = new Map<number, Map<string, PlacedConnection>>();
  for (const placed of connections) {
    const { call } = placed.connection;
    byCall.set(call, (byCall.get(call) ?? new Map()).set(placed.address, placed));
  }
  return byCall;
}

/** The projects from one upwards, and whether the line ends where the stack ends, below some parent that it does not declare. */
interface Line {
  readonly ids: readonly string[];
  readonly isOpen: boolean;
}

/** What judging needs to know of the whole program. */
interface Program {
  readonly kinds: Kinds;
  readonly lineOf: (project: string) => Line;
  readonly isWithheld: (connection: DeclaredConnection) => boolean;
}

function lineOf(declared: Declared): (project: string) => Line {
  const parentsOf = once(() => new Map(declaredProjects(declared).map(({ project, parent }) => [project.id, parent])));
  return (project) => {
    const parents = parentsOf();
    const ids = new Set<string>();
    let at: string | undefined = project;
    while (at !== undefined && parents.has(at) && !ids.has(at)) {
      ids.add(at);
      at = parents.get(at);
    }
    return { ids: [...ids], isOpen: at !== undefined };
  };
}

function judge(
  { connection, project, address }: PlacedConnection,
  { path, kind, call }: WrittenReference,
  targets: readonly PlacedConnection[],
  program: Program,
): Diagnostic | undefined {
  const at = { address, place: { call: connection.call, path: path.split('.') } } as const;
  const what = `\`${path}\` of \`${address}\``;
  const related = targets.map((one) => ({
    place: { call: one.connection.call },
    label: `\`${one.address}\` is declared here`,
  }));
  const [target, another] = targets;
  if (target === undefined) {
    return diagnostic('PB305', `${what} refers to a connection that stands in no project.`, {
      ...at,
      label: 'this connection is in no `connections`',
      related: [{ place: { call }, label: 'it is declared here' }],
      hint: 'Put it into the `connections` of a project, under a key, or refer to one that lives only on the server with `existing(...)`.',
    });
  }
  if (another !== undefined) {
    const names = targets.map((one) => `\`${one.address}\``).join(' and ');
    return diagnostic('PB306', `${what} refers to a declaration that is used more than once: ${names}.`, {
      ...at,
      label: 'which of them is meant?',
      related: related.slice(0, 1),
      hint: 'Declare one connection for each place, for instance with a function that returns it, and refer to the right one.',
    });
  }
  if (target.connection.kind !== kind) {
    return diagnostic('PB203', `${what} is a \`${target.connection.kind}\`, but must be a \`${kind}\`.`, {
      ...at,
      label: `expected a \`${kind}\``,
      related,
    });
  }
  const line = program.lineOf(project.id);
  const isAbove = line.ids.includes(target.project.id);
  const isRoot = target.project.id === '_Root';
  const isWithheld = target.project.id !== project.id && program.isWithheld(target.connection);
  if ((isAbove || isRoot || line.isOpen) && !isWithheld) return undefined;
  const known = program.kinds.named(kind);
  const switchName = authorPath(known, known?.inheritance?.withheldBy?.featureProperty ?? '');
  return diagnostic('PB307', `${what} is \`${target.address}\`, which does not reach project \`${project.id}\`.`, {
    ...at,
    label: isWithheld
      ? `\`${target.project.id}\` does not pass it down`
      : `\`${target.project.id}\` is not above \`${project.id}\``,
    related,
    notes: ['A connection reaches its own project and those below it.'],
    hint: isWithheld
      ? `Set \`${switchName}\` of \`${target.address}\` to \`true\`, or declare a connection in \`${project.id}\`.`
      : `Declare it in \`${project.id}\` or in a project above it.`,
  });
}
