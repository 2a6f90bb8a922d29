import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { declaredProjects } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** The same declaration put under two projects, or under one project and given another as `parent`. */
export const projectsHaveOneParent: Rule = (declared, report) => {
  const parents = new Map<number, string[]>();
  const visit = (project: typeof declared.root, holder: string): void => {
    const known = parents.get(project.call) ?? [];
    parents.set(project.call, [...known, holder]);
    // Below a declaration that was seen already, everything would be reported a second time.
    if (known.length === 0) for (const child of project.projects) visit(child, project.id);
  };
  for (const project of declared.root.projects) visit(project, declared.root.id);

  const placed = declaredProjects(declared);
  const ids = new Set(placed.map(({ project }) => project.id));
  const seen = new Set<number>();
  for (const { project } of placed) {
    const holders = parents.get(project.call) ?? [];
    const [holder] = holders;
    if (seen.has(project.call) || holder === undefined) continue;
    seen.add(project.call);
    if (holders.length > 1) {
      const names = holders.map((id) => `\`${id}\``).join(' and ');
      report(
        diagnostic('PB303', `Project \`${project.id}\` stands under ${names}.`, {
          place: { call: project.call },
          label: 'this declaration is used more than once',
          hint: 'Keep it in the `projects` of its one parent.',
        }),
      );
    } else if (project.parent !== undefined && holder === declared.root.id && ids.has(project.parent)) {
      report(
        diagnostic('PB303', `Project \`${project.id}\` names \`${project.parent}\`, which this stack declares.`, {
          place: { call: project.call, path: ['parent'] },
          label: 'declared in this stack',
          hint: `Put \`${project.id}\` into the \`projects\` of \`${project.parent}\` and remove \`parent\`.`,
        }),
      );
    } else if (project.parent !== undefined && holder !== declared.root.id && holder !== project.parent) {
      report(
        diagnostic('PB303', `Project \`${project.id}\` stands under \`${holder}\` and names \`${project.parent}\`.`, {
          place: { call: project.call, path: ['parent'] },
          label: 'another parent than the project that holds it',
          hint: '`parent` is for a project directly under `root(...)` whose parent this stack does not declare: remove it here.',
        }),
      );
    }
  }
};
