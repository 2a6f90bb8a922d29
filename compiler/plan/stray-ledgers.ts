import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { MisplacedLedger, NamedLedger, Ownership } from '../ledger/ownership.ts';
import type { LiveProject, Manifest } from '../model.ts';

/**
 * What there is to say of ledgers that count for nobody: those that were written for another project (PB515), and those
 * that do not say whose they are, where they could be ours (PB508).
 */
export function strayLedgers(
  manifest: Manifest,
  projects: ReadonlyMap<string, LiveProject>,
  { misplaced, nameless }: Ownership,
): readonly Diagnostic[] {
  const concerned = new Set(manifest.connections.map(({ project }) => project));
  for (const { id, exclusive } of manifest.projects) if (exclusive) concerned.add(id);
  const isOurs = ({ stack }: NamedLedger): boolean => stack === manifest.stack;
  return [
    ...nameless.filter(({ project }) => concerned.has(project)).map(namesNobody),
    ...misplaced
      .filter((one) => isOurs(one) || concerned.has(one.project))
      .map((one) => (isOurs(one) ? ours(one, projects.has(one.writtenFor)) : theirs(one))),
  ];
}

const namesNobody = ({ project, featureId }: NamedLedger): Diagnostic =>
  diagnostic(
    'PB508',
    `A ledger in project \`${project}\` (feature \`${featureId}\`) is damaged at property \`stack\`.`,
    {
      notes: [
        'It does not say which stack it belongs to, so nobody knows what is owned there.',
        'Nothing was written.',
      ],
      hint: 'Set the property to the name of the stack that wrote it.',
    },
  );

const countsForNobody = 'Nothing in it counts as owned: nothing is changed or deleted because of it.';

function ours({ stack, project, featureId, writtenFor }: MisplacedLedger, isCopy: boolean): Diagnostic {
  return isCopy
    ? diagnostic(
        'PB515',
        `Project \`${project}\` has a copy of the ledger of stack \`${stack}\` in \`${writtenFor}\` (feature \`${featureId}\`).`,
        {
          notes: ['TeamCity copies a ledger along with its project.', countsForNobody],
          hint: `Remove it with \`plugboard forget --copies\`. To own connections of \`${project}\` too, declare them and run with \`--adopt-matching\`.`,
        },
      )
    : diagnostic(
        'PB515',
        `The ledger of stack \`${stack}\` in project \`${project}\` (feature \`${featureId}\`) was written for \`${writtenFor}\`, which the server does not have.`,
        {
          notes: [
            'Either the project’s id was changed, or it is a copy of a project that is gone since.',
            countsForNobody,
          ],
          hint: `If \`${writtenFor}\` became \`${project}\`, declare its connections there and run with \`--adopt-matching\`: they keep their ids and secrets. \`plugboard forget --copies\` removes the old ledger.`,
        },
      );
}

const theirs = ({ stack, project, featureId, writtenFor }: MisplacedLedger): Diagnostic =>
  diagnostic(
    'PB515',
    `Project \`${project}\` has a ledger of stack \`${stack}\` that was written for \`${writtenFor}\` (feature \`${featureId}\`).`,
    {
      notes: ['It came along when a project was copied or got another id.', countsForNobody],
      hint: `It is for stack \`${stack}\` to remove it (\`plugboard forget --copies\`).`,
    },
  );
