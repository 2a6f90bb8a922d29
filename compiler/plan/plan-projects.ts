import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { LiveProject, Manifest, ManifestProject, ProjectChange } from '../model.ts';

export interface ProjectPlan {
  readonly changes: readonly ProjectChange[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Projects that the server lacks are created, parents first; a name that differs is set where the author gave one. */
export function planProjects(manifest: Manifest, live: ReadonlyMap<string, LiveProject>): ProjectPlan {
  const changes: ProjectChange[] = [];
  const diagnostics: Diagnostic[] = [];
  const declared = new Set(manifest.projects.map(({ id }) => id));
  const spelling = new Map([...live.keys()].map((id) => [id.toLowerCase(), id]));
  for (const project of manifest.projects) {
    const { id, name, parent } = project;
    const found = live.get(id);
    const other = [id, parent === undefined || declared.has(parent) ? id : parent].find(
      (one) => !live.has(one) && spelling.has(one.toLowerCase()),
    );
    if (other !== undefined) {
      diagnostics.push(otherSpelling(other, spelling.get(other.toLowerCase()) ?? other));
      continue;
    }
    if (found === undefined) {
      if (parent === undefined) continue;
      if (!live.has(parent) && !declared.has(parent)) diagnostics.push(noParent(id, parent));
      else changes.push({ target: 'project', action: 'create', id, name: name ?? id, parent });
      continue;
    }
    if (parent !== undefined && found.parent !== parent) diagnostics.push(elsewhere(project, found));
    if (name !== undefined && name !== found.name && parent !== undefined) {
      changes.push({ target: 'project', action: 'update', id, name, formerName: found.name, parent });
    }
  }
  return { changes, diagnostics };
}

const otherSpelling = (id: string, found: string): Diagnostic =>
  diagnostic('PB512', `Project \`${id}\` is spelled \`${found}\` on the server.`, {
    notes: ['TeamCity takes ids that differ only in case for one.'],
    hint: `Write \`${found}\`.`,
  });

const noParent = (id: string, parent: string): Diagnostic =>
  diagnostic('PB502', `Project \`${id}\` is to stand under \`${parent}\`, which the server does not have.`, {
    hint: `Check the id in \`parent: '${parent}'\`, or declare \`${parent}\` in this stack too.`,
  });

const elsewhere = ({ id, parent }: ManifestProject, found: LiveProject): Diagnostic =>
  diagnostic(
    'PB509',
    `Project \`${id}\` is declared under \`${parent}\` and stands under \`${found.parent ?? 'nothing'}\` on the server.`,
    {
      notes: ['Plugboard does not move projects: a move changes what every project below inherits.'],
      hint: `Declare it under \`${found.parent}\`, or move it on the server first.`,
    },
  );
