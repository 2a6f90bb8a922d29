import type { AuthorForm } from '../../kinds/codec.ts';
import { isWithheld } from '../../kinds/inheritance.ts';
import type { Kind } from '../../kinds/kind.ts';
import { valueAt } from '../../kinds/value-at.ts';
import type { ConnectionDraft, ProjectDraft } from './draft.ts';

/** Which drafts refer to which, where both are in the import. */
export interface References {
  /** The draft that a connection means by an id, where the program can name it. */
  readonly targetOf: (from: ConnectionDraft, id: string) => ConnectionDraft | undefined;
  /** The drafts that refer to this one. */
  readonly usersOf: (target: ConnectionDraft) => readonly ConnectionDraft[];
  /** Every draft that others refer to, those first that do not need another of them. */
  readonly targets: readonly ConnectionDraft[];
}

/**
 * Finds what refers to what. A reference that leads out of the import, to a connection that does not reach the project,
 * to another kind than the property wants or back to itself, stays an id.
 */
export function findReferences(root: ProjectDraft): References {
  const found = new Map<ConnectionDraft, Map<string, ConnectionDraft>>();
  visit(root, undefined, (from, id, target) => {
    found.set(from, (found.get(from) ?? new Map()).set(id, target));
  });
  const targets = new Set<ConnectionDraft>();
  const open = new Set<ConnectionDraft>();
  const settle = (draft: ConnectionDraft): void => {
    open.add(draft);
    const own = found.get(draft) ?? new Map<string, ConnectionDraft>();
    for (const [id, target] of own) {
      // A circle is cut where it closes: no variable can be used before it has a value.
      if (open.has(target)) own.delete(id);
      else if (!targets.has(target)) {
        settle(target);
        targets.add(target);
      }
    }
    open.delete(draft);
  };
  for (const draft of found.keys()) if (!targets.has(draft)) settle(draft);
  const users = new Map<ConnectionDraft, ConnectionDraft[]>();
  for (const [from, own] of found) {
    for (const target of own.values()) {
      const others = users.get(target);
      if (others === undefined) users.set(target, [from]);
      else others.push(from);
    }
  }
  return {
    usersOf: (target) => users.get(target) ?? [],
    targetOf: (from, id) => found.get(from)?.get(id),
    targets: [...targets],
  };
}

interface Line {
  readonly project: ProjectDraft;
  readonly above: Line | undefined;
}

type Found = (from: ConnectionDraft, id: string, target: ConnectionDraft) => void;

function visit(project: ProjectDraft, above: Line | undefined, report: Found): void {
  const line = { project, above };
  for (const from of project.connections) {
    for (const { id, kind } of referencesOf(from)) {
      const target = nearest(line, id);
      if (target !== undefined && target.draft !== from && target.draft.written.kind.name === kind && reaches(target)) {
        report(from, id, target.draft);
      }
    }
  }
  for (const child of project.projects) visit(child, line, report);
}

/** The ids of other connections that an author form holds, and the kind that each must be of. */
export function writtenIds(
  kind: Kind,
  form: AuthorForm,
): readonly { readonly id: string; readonly kind: string; readonly path: string }[] {
  return kind.properties.flatMap(({ path, reference }) => {
    const id = reference === undefined ? undefined : valueAt(form, [...path.split('.'), 'existing']);
    return reference === undefined || typeof id !== 'string' ? [] : [{ id, kind: reference, path }];
  });
}

function referencesOf({ written }: ConnectionDraft): readonly { readonly id: string; readonly kind: string }[] {
  return writtenIds(written.kind, written.form);
}

interface Nearest {
  readonly draft: ConnectionDraft;
  readonly isOwn: boolean;
}

function nearest(line: Line, id: string): Nearest | undefined {
  for (let at: Line | undefined = line; at !== undefined; at = at.above) {
    const draft = at.project.connections.find(({ live }) => live.id === id);
    if (draft !== undefined) return { draft, isOwn: at === line };
    // Whatever is above on the server is above this one's parent, which is not declared here.
    if (at.project.parent !== undefined) return undefined;
  }
  return undefined;
}

function reaches({ draft, isOwn }: Nearest): boolean {
  return isOwn || !isWithheld(draft.written.kind, draft.live.properties);
}
