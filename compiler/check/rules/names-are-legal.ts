import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { declaredProjects } from '../declared-projects.ts';
import type { Rule } from '../rule.ts';

/** TeamCity's documentation: a letter, then letters, digits and `_`, 225 characters at most. */
const projectId = /^[A-Za-z][A-Za-z0-9_]{0,224}$/;
/** A key becomes part of an address and of a ledger property's name, so it holds nothing that either would need to escape. */
const connectionKey = /^[A-Za-z_][A-Za-z0-9_-]{0,79}$/;

/** The name says in every ledger whose it is, and stands in messages. */
const stackName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** Project ids that the server would take, and keys that an address can hold. */
export const namesAreLegal: Rule = (declared, report) => {
  if (!stackName.test(declared.stack)) {
    report(
      diagnostic('PB209', 'The name of the stack is not one that a ledger can bear.', {
        place: { call: declared.root.call, path: ['stack'] },
        label: 'not a name for a stack',
        notes: ['It starts with a letter or digit and has letters, digits, `.`, `_` and `-`, 80 characters at most.'],
        hint: 'Choose one that stays: on the server, it says what belongs to the stack.',
      }),
    );
  }
  for (const { project } of declaredProjects(declared)) {
    if (project !== declared.root && !projectId.test(project.id)) {
      report(
        diagnostic('PB206', `\`${project.id}\` cannot be the id of a project.`, {
          place: { call: project.call },
          label: 'this project',
          notes: ['A project id is a letter followed by letters, digits and `_`, 225 characters at most.'],
          hint:
            project.id === '_Root'
              ? 'The root project is what `root(...)` declares.'
              : 'Use the id that TeamCity shows in the project’s settings.',
        }),
      );
    }
    for (const { call, key } of project.connections) {
      if (!connectionKey.test(key)) {
        report(
          diagnostic('PB205', `\`${key}\` cannot be the key of a connection.`, {
            place: { call },
            label: 'declared under this key',
            notes: ['A key starts with a letter or `_` and has letters, digits, `_` and `-`, 80 characters at most.'],
            hint: 'The key is only how the program and messages name the connection; its display name can be anything.',
          }),
        );
      }
    }
  }
};
