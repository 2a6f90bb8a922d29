import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import { builtInKinds } from '../../kinds/registry.ts';
import type { Edition, Live, LiveFeature, LiveProject } from '../../model.ts';

/** A live project that is to be declared, with what of it is. */
export interface SelectedProject {
  readonly id: string;
  /** Its parent on the server, where that is not declared around it. */
  readonly parent?: string | undefined;
  readonly connections: readonly LiveFeature[];
  readonly projects: readonly SelectedProject[];
}

export interface Selection {
  /** The root project, with all others below. */
  readonly root: SelectedProject;
  /** Where TeamCity Cloud has connections that it provides; those are nobody's to declare. */
  readonly edition: Edition;
  /** What had to be left out, and why. */
  readonly diagnostics: readonly Diagnostic[];
}

/** How the selection is narrowed. */
export interface SelectionOptions {
  /** Every project, also those that lead to no connection. */
  readonly all: boolean;
  /** The stack that owns a live connection, where one does. */
  readonly ownerOf: (project: string, featureId: string) => string | undefined;
  readonly stackName: string;
}

const rootId = '_Root';
const providedByCloud: ReadonlySet<string> = new Set(
  builtInKinds.all.flatMap(({ cloud }) => (cloud === undefined ? [] : [cloud.featureId])),
);
const legalId = /^[A-Za-z][A-Za-z0-9_]{0,224}$/;

/**
 * The projects that carry connections or lie on the way to one, nested as on the server. What no declaration could
 * say without a fault is left out and named (PB117): projects in a circle of parents or with an id that no server gives,
 * and connections that cannot be adopted.
 */
export function selectProjects(live: Live, options: SelectionOptions): Selection {
  const diagnostics: Diagnostic[] = [];
  const leaveOut = (message: string, note: string): void => {
    diagnostics.push(diagnostic('PB117', message, { notes: [note] }));
  };
  const declarable = live.projects.filter((project) => project.id !== rootId && isDeclarable(project, leaveOut));
  const projects = withoutCircles(withoutDoubles(declarable, leaveOut), leaveOut);
  const known = new Set(projects.map(({ id }) => id));
  const below = new Map<string, LiveProject[]>();
  for (const project of projects) {
    const holder = project.parent !== undefined && known.has(project.parent) ? project.parent : rootId;
    const siblings = below.get(holder);
    if (siblings === undefined) below.set(holder, [project]);
    else siblings.push(project);
  }
  const select = (project: LiveProject): SelectedProject => {
    const children = (below.get(project.id) ?? []).map(select);
    return {
      id: project.id,
      parent: project.parent === rootId || known.has(project.parent ?? rootId) ? undefined : project.parent,
      connections: declarableConnections(project, options, leaveOut),
      projects: children.filter((child) => options.all || child.connections.length > 0 || child.projects.length > 0),
    };
  };
  const root = live.projects.find(({ id }) => id === rootId) ?? emptyRoot;
  const own = root.connections.filter(({ id }) => !providedByCloud.has(id));
  return {
    root: select({ ...root, connections: own }),
    edition: own.length < root.connections.length ? 'cloud' : 'on-premises',
    diagnostics,
  };
}

const emptyRoot: LiveProject = {
  id: rootId,
  name: rootId,
  archived: false,
  readOnly: false,
  connections: [],
  ledgers: [],
};

/** How many connections a project and those below it have. */
export const countConnections = ({ connections, projects }: SelectedProject): number =>
  connections.length + projects.reduce((sum, project) => sum + countConnections(project), 0);

type LeaveOut = (message: string, note: string) => void;

function isDeclarable({ id, connections }: LiveProject, leaveOut: LeaveOut): boolean {
  if (legalId.test(id)) return true;
  if (connections.length > 0) {
    leaveOut(
      `Project \`${id}\` is left out: that cannot be the id of a project.`,
      'A project id is a letter followed by letters, digits and `_`, 225 characters at most.',
    );
  }
  return false;
}

function withoutDoubles(projects: readonly LiveProject[], leaveOut: LeaveOut): readonly LiveProject[] {
  const first = new Map<string, string>();
  return projects.filter(({ id }) => {
    const other = first.get(id.toLowerCase());
    if (other === undefined) first.set(id.toLowerCase(), id);
    else
      leaveOut(`Project \`${id}\` is left out: there is \`${other}\` already.`, 'TeamCity takes them for the same id.');
    return other === undefined;
  });
}

/** A project whose parents never end stands nowhere: no declaration could hold it. */
function withoutCircles(projects: readonly LiveProject[], leaveOut: LeaveOut): readonly LiveProject[] {
  const parents = new Map(projects.map(({ id, parent }) => [id, parent]));
  const ends = new Set<string>();
  return projects.filter(({ id }) => {
    const way = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && parents.has(at) && !ends.has(at) && !way.has(at)) {
      way.add(at);
      at = parents.get(at);
    }
    if (at !== undefined && way.has(at)) {
      leaveOut(
        `Project \`${id}\` is left out: its parents go in a circle (\`${at}\` stands below itself).`,
        'A server with such projects is damaged: mend the parents in the project files and import again.',
      );
      return false;
    }
    for (const one of way) ends.add(one);
    return true;
  });
}

function declarableConnections(
  { id: project, connections, readOnly }: LiveProject,
  { ownerOf, stackName }: SelectionOptions,
  leaveOut: LeaveOut,
): readonly LiveFeature[] {
  if (readOnly && connections.length > 0) {
    leaveOut(
      `The connections of project \`${project}\` are left out: it is read-only on the server.`,
      'TeamCity marks a project so where its settings come from version control (versioned settings).',
    );
    return [];
  }
  const seen = new Set<string>();
  return connections.filter(({ id, properties }) => {
    const what = `Connection \`${id}\` of project \`${project}\` is left out: `;
    const owner = ownerOf(project, id);
    if (id === '' || (properties['providerType'] ?? '') === '') {
      leaveOut(`${what}it has no ${id === '' ? 'id' : 'provider type'}.`, 'A server makes no such connection.');
    } else if (seen.has(id)) {
      leaveOut(`${what}the project has another one with this id.`, 'Only one of them can be adopted.');
    } else if (owner !== undefined && owner !== stackName) {
      leaveOut(`${what}it belongs to stack \`${owner}\`.`, 'No two stacks can own one connection.');
    } else {
      seen.add(id);
      return true;
    }
    return false;
  });
}
