import type { Found } from './filter.ts';
import type { Report } from './report.ts';

/** How a project stands to a connection. */
export type State = 'own' | 'inherited' | 'shadowed' | 'withheld' | 'destroyed';

/** One line of the tree. */
export interface Row {
  /** Stays the same while lines around it come and go. */
  readonly id: string;
  readonly is: 'project' | 'inherited' | 'connection';
  readonly project: number;
  readonly connection?: number | undefined;
  readonly state?: State | undefined;
  /** Number of the nearer connection that shadows it. */
  readonly by?: number | undefined;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** Left out where there is nothing to unfold. */
  readonly expanded?: boolean | undefined;
  /** The line that this one stands below. */
  readonly parent?: string | undefined;
}

export interface Unfolding {
  /** `holds` says that something which was searched stands below. */
  readonly isUnfolded: (id: string, holds: boolean) => boolean;
  readonly found: Found | undefined;
}

type Draft = Pick<Row, 'id' | 'is' | 'project' | 'connection' | 'state' | 'by'>;

/** The lines that are to be seen, from the top. What is folded costs nothing. */
export function treeRows(report: Report, { isUnfolded, found }: Unfolding): readonly Row[] {
  const rows: Row[] = [];

  const contentOf = (project: number): readonly Draft[] => {
    const connection = (of: number, state: State, by?: number): Draft => ({
      id: `c${project}-${of}`,
      is: 'connection',
      project,
      connection: of,
      state,
      by,
    });
    const fitting = found?.connections.get(project);
    // A project that fits by itself, and nothing in it, is shown with all that it has once somebody unfolds it.
    if (found !== undefined && (fitting !== undefined || !found.projects.has(project))) {
      return (fitting ?? []).map((one) => connection(one, report.connection(one).gone ? 'destroyed' : 'own'));
    }
    const { own, inherited, hidden } = report.effective(project);
    return [
      ...own.map((one) => connection(one, 'own')),
      ...report.goneFrom(project).map((one) => connection(one, 'destroyed')),
      ...hidden.map(({ it, by }) => connection(it, by === undefined ? 'withheld' : 'shadowed', by)),
      ...(inherited.length === 0 ? [] : [{ id: `i${project}`, is: 'inherited', project } as const]),
    ];
  };
  const inheritedOf = (project: number): readonly Draft[] =>
    report.effective(project).inherited.map((one) => ({
      id: `c${project}-${one}`,
      is: 'connection',
      project,
      connection: one,
      state: 'inherited',
    }));
  const childrenOf = ({ is, project }: Draft): readonly Draft[] => {
    if (is === 'connection') return [];
    return is === 'inherited' ? inheritedOf(project) : [...contentOf(project), ...projectsBelow(project)];
  };
  const isShown = (project: number): boolean => found === undefined || found.shown.has(project);
  const projectsBelow = (project: number | undefined): readonly Draft[] =>
    report
      .below(project)
      .filter(isShown)
      .map((one) => ({ id: `p${one}`, is: 'project', project: one }));
  /** Something that was searched stands below. */
  const holds = (project: number): boolean =>
    found !== undefined && (found.connections.has(project) || report.below(project).some(isShown));
  const hasContent = (project: number): boolean => {
    const { own, inherited, shadowed, withheld } = report.counts(project);
    return own + inherited + shadowed + withheld + report.goneFrom(project).length > 0;
  };
  const mayUnfold = ({ is, project }: Draft): boolean =>
    is === 'inherited' ||
    (is === 'project' &&
      (holds(project) ||
        report.below(project).some(isShown) ||
        ((found === undefined || found.projects.has(project)) && hasContent(project))));

  const add = (drafts: readonly Draft[], level: number, parent: string | undefined): void => {
    for (const [index, draft] of drafts.entries()) {
      const isHolder = draft.is === 'project' && holds(draft.project);
      const expanded = mayUnfold(draft) ? isUnfolded(draft.id, isHolder) : undefined;
      rows.push({ ...draft, level, parent, position: index + 1, siblings: drafts.length, expanded });
      if (expanded === true) add(childrenOf(draft), level + 1, draft.id);
    }
  };
  add(projectsBelow(undefined), 1, undefined);
  return rows;
}
