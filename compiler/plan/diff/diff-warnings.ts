import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Manifest } from '../../model.ts';
import type { Predecessors } from './predecessors.ts';

/** What a change of a stack means beside its changes of connections, and what nobody sees in a list of those. */
export function diffWarnings(from: Manifest, to: Manifest, before: Predecessors): readonly Diagnostic[] {
  const earlier = new Map(from.projects.map((project) => [project.id, project]));
  return [
    ...(from.stack === to.stack ? [] : [renamed(from.stack, to.stack)]),
    ...to.projects.flatMap(({ id, parent, exclusive }) => {
      const project = earlier.get(id);
      const isMoved = project !== undefined && project.parent !== parent;
      return [
        ...(isMoved ? [moved(id, project.parent, parent)] : []),
        ...(exclusive && !project?.exclusive ? [becomesExclusive(id)] : []),
      ];
    }),
    ...to.connections.flatMap((connection) =>
      before.of(connection)?.protect && !connection.protect ? [unprotected(connection.address)] : [],
    ),
  ];
}

const renamed = (from: string, to: string): Diagnostic =>
  diagnostic('PB125', `Stack \`${from}\` is called \`${to}\` now.`, {
    notes: [
      `What stack \`${from}\` owns on a server, stack \`${to}\` does not: it would find it there as another stack’s.`,
    ],
    hint: 'Keep the name, unless this is meant to be another stack.',
  });

const moved = (id: string, from: string | undefined, to: string | undefined): Diagnostic =>
  diagnostic(
    'PB124',
    `Project \`${id}\` is declared under \`${to ?? 'nothing'}\`, and it was under \`${from ?? 'nothing'}\`.`,
    {
      notes: ['Plugboard does not move projects. What the move changes for them is not in this plan.'],
      hint: 'Move it on the server first: until then, `plugboard plan` refuses.',
    },
  );

const becomesExclusive = (id: string): Diagnostic =>
  diagnostic('PB126', `Project \`${id}\` becomes exclusive: connections in it that nobody declares are deleted.`, {
    hint: 'Look at `plugboard plan` against the server before you apply it: only there it is known which ones these are.',
  });

const unprotected = (address: string): Diagnostic =>
  diagnostic('PB127', `\`${address}\` is no longer protected: from now on it can be deleted.`, { address });
