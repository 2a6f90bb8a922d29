import type { Declared, DeclaredConnection, DeclaredProject } from '../model.ts';

/** A declared project and the id of the project that it stands under; the root has none. */
export interface PlacedProject {
  readonly project: DeclaredProject;
  readonly parent: string | undefined;
}

/** A declared connection and where it stands. */
export interface PlacedConnection {
  readonly connection: DeclaredConnection;
  readonly project: DeclaredProject;
  readonly address: string;
}

/** Nearly every rule asks for these lists, and a program does not change: they are made once for each. */
const projectsOf = new WeakMap<Declared, readonly PlacedProject[]>();
const connectionsOf = new WeakMap<Declared, readonly PlacedConnection[]>();

/**
 * Every project of the program, parents before children, in the author's order. A project that stands in two places
 * comes twice: rules are what says that it must not.
 */
export function declaredProjects(declared: Declared): readonly PlacedProject[] {
  const known = projectsOf.get(declared);
  if (known !== undefined) return known;
  const placed: PlacedProject[] = [];
  const visit = (project: DeclaredProject, parent: string | undefined): void => {
    placed.push({ project, parent: project.parent ?? parent });
    for (const child of project.projects) visit(child, project.id);
  };
  visit(declared.root, undefined);
  projectsOf.set(declared, placed);
  return placed;
}

/** Every connection of the program with its address, in the author's order. */
export function declaredConnections(declared: Declared): readonly PlacedConnection[] {
  const known = connectionsOf.get(declared);
  if (known !== undefined) return known;
  const placed: PlacedConnection[] = [];
  for (const { project } of declaredProjects(declared)) {
    for (const connection of project.connections) {
      placed.push({ connection, project, address: `${project.id}/${connection.key}` });
    }
  }
  connectionsOf.set(declared, placed);
  return placed;
}
