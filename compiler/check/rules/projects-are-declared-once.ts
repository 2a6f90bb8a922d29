import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DeclaredProject } from '../../model.ts';
import { declaredProjects } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** TeamCity compares project ids without regard to case, so `Payments` and `payments` are one project. */
export const projectsAreDeclaredOnce: Rule = (declared, report) => {
  const first = new Map<string, DeclaredProject>();
  for (const { project } of declaredProjects(declared)) {
    const id = project.id.toLowerCase();
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, project);
    } else if (earlier.call !== project.call) {
      report(
        diagnostic('PB302', `Project \`${project.id}\` is declared twice.`, {
          place: { call: project.call },
          label: 'declared again here',
          related: [{ place: { call: earlier.call }, label: 'first declared here' }],
          ...(earlier.id === project.id
            ? {}
            : { notes: [`TeamCity takes \`${earlier.id}\` and \`${project.id}\` for the same id.`] }),
          hint: 'Declare the project once and put the connections of both into it.',
        }),
      );
    }
  }
};
