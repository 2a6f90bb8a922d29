import { Failure, fail } from '../diagnostics/failure.ts';
import type { Ledger, LedgerEntry, Live, LiveFeature, LiveProject } from '../model.ts';
import { ledgerStack, readLedger } from './ledger.ts';

/** An entry of this stack's ledgers, and where it stands. */
export interface OwnedEntry {
  readonly project: LiveProject;
  readonly key: string;
  readonly entry: LedgerEntry;
}

/** Who owns what on the server, from the point of view of one stack. */
export interface Ownership {
  /** This stack's entries, by address. */
  readonly own: ReadonlyMap<string, OwnedEntry>;
  /** This stack's ledgers, by project id. */
  readonly ledgers: ReadonlyMap<string, Ledger>;
  /** Owner of a live connection: the name of its stack, or undefined where nobody owns it. */
  readonly ownerOf: (project: string, featureId: string) => string | undefined;
}

/** Reads the ledgers of all stacks. Two ledgers of one stack in a project, or a damaged one of ours, end in PB508. */
export function readOwnership(live: Pick<Live, 'projects'>, stack: string): Ownership {
  const own = new Map<string, OwnedEntry>();
  const ledgers = new Map<string, Ledger>();
  const owners = new Map<string, string>();
  const unreadable = new Map<string, string>();
  for (const project of live.projects) {
    for (const feature of project.ledgers) {
      const isOwn = ledgerStack(feature) === stack;
      const ledger = isOwn ? readLedger(project, feature) : foreignLedger(project, feature);
      if (ledger === undefined) {
        unreadable.set(project.id, ledgerStack(feature));
        continue;
      }
      for (const { id } of ledger.entries.values())
        if (id !== undefined) owners.set(`${project.id}/${id}`, ledger.stack);
      if (!isOwn) continue;
      if (ledgers.has(project.id)) {
        throw fail('PB508', `Project \`${project.id}\` has two ledgers of stack \`${stack}\`.`, {
          hint: 'Remove the one that does not belong to this project (project settings, feature of type `plugboard`).',
        });
      }
      ledgers.set(project.id, ledger);
      for (const [key, entry] of ledger.entries) own.set(`${project.id}/${key}`, { project, key, entry });
    }
  }
  return {
    own,
    ledgers,
    ownerOf: (project, featureId) => owners.get(`${project}/${featureId}`) ?? unreadable.get(project),
  };
}

/**
 * Another stack's ledger that is damaged or of a newer format is that stack's trouble, and must not keep all others
 * from working. As nobody knows what is in it, whatever has no other owner in its project counts as that stack's.
 */
function foreignLedger(project: LiveProject, feature: LiveFeature): Ledger | undefined {
  try {
    return readLedger(project, feature);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
