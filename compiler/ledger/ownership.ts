import { Failure, fail } from '../diagnostics/failure.ts';
import type { Ledger, LedgerEntry, Live, LiveFeature, LiveProject } from '../model.ts';
import { ledgerStack, readLedger, writtenFor } from './ledger.ts';

/** An entry of this stack's ledgers, and where it stands. */
export interface OwnedEntry {
  readonly project: LiveProject;
  readonly key: string;
  readonly entry: LedgerEntry;
}

/** A ledger feature and the stack and project that it names. */
export interface NamedLedger {
  readonly featureId: string;
  /** The project that it stands in. */
  readonly project: string;
  readonly stack: string;
}

/** A ledger that was written for another project: it came along when a project was copied or got another id. */
export interface MisplacedLedger extends NamedLedger {
  readonly writtenFor: string;
}

/** A ledger that nobody knows the content of. */
interface UnreadableLedger extends NamedLedger {
  readonly why: string;
}

/** Who owns what on the server, from the point of view of one stack. */
export interface Ownership {
  /** This stack's entries, by address. */
  readonly own: ReadonlyMap<string, OwnedEntry>;
  /** This stack's ledgers, by project id. */
  readonly ledgers: ReadonlyMap<string, Ledger>;
  /** Owner of a live connection: the name of its stack, or undefined where nobody owns it. */
  readonly ownerOf: (project: string, featureId: string) => string | undefined;
  /** Ledgers of all stacks that stand in another project than the one that they were written for. Nothing in them counts. */
  readonly misplaced: readonly MisplacedLedger[];
  /** Other stacks' ledgers that cannot be read, by project id. Whatever has no other owner there may be that stack's. */
  readonly unreadable: ReadonlyMap<string, UnreadableLedger>;
  /** Ledgers that do not say whose they are. */
  readonly nameless: readonly NamedLedger[];
}

/** Reads the ledgers of all stacks. Two ledgers of one stack in a project, or a damaged one of ours, end in PB508. */
export function readOwnership(live: Pick<Live, 'projects'>, stack: string): Ownership {
  const own = new Map<string, OwnedEntry>();
  const ledgers = new Map<string, Ledger>();
  const owners = new Map<string, Map<string, string>>();
  const misplaced: MisplacedLedger[] = [];
  const unreadable = new Map<string, UnreadableLedger>();
  const nameless: NamedLedger[] = [];
  for (const project of live.projects) {
    for (const feature of project.ledgers) {
      const named = { featureId: feature.id, project: project.id, stack: ledgerStack(feature) };
      const origin = writtenFor(feature);
      if (named.stack === '') {
        nameless.push(named);
        continue;
      }
      if (origin !== undefined && !isSameId(origin, project.id)) {
        misplaced.push({ ...named, writtenFor: origin });
        continue;
      }
      const isOwn = named.stack === stack;
      const ledger = isOwn ? readLedger(project, feature) : foreignLedger(project, feature);
      if (typeof ledger === 'string') {
        unreadable.set(project.id, { ...named, why: ledger });
        continue;
      }
      const here = owners.get(project.id) ?? new Map<string, string>();
      owners.set(project.id, here);
      for (const { id } of ledger.entries.values()) if (id !== undefined) here.set(id, ledger.stack);
      if (!isOwn) continue;
      const other = ledgers.get(project.id);
      if (other !== undefined) throw twoLedgers(other, ledger);
      ledgers.set(project.id, ledger);
      for (const [key, entry] of ledger.entries) own.set(`${project.id}/${key}`, { project, key, entry });
    }
  }
  return {
    own,
    ledgers,
    ownerOf: (project, featureId) => owners.get(project)?.get(featureId) ?? unreadable.get(project)?.stack,
    misplaced,
    unreadable,
    nameless,
  };
}

/** TeamCity takes ids that differ only in case for one. */
const isSameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const twoLedgers = (one: Ledger, other: Ledger): Failure =>
  fail(
    'PB508',
    `Project \`${one.project}\` has two ledgers of stack \`${one.stack}\` (features \`${one.featureId}\` and \`${other.featureId}\`).`,
    {
      notes: ['Both name this project and this stack, so nobody can tell which one counts.'],
      hint: 'Compare the two (`/app/rest/projects/id:<project>/projectFeatures/id:<feature>`), and remove the one that is out of date.',
    },
  );

/**
 * Another stack's ledger that is damaged or of a newer format is that stack's trouble, and must not keep all others
 * from working. As nobody knows what is in it, whatever has no other owner in its project counts as that stack's. The
 * text says why it cannot be read.
 */
function foreignLedger(project: LiveProject, feature: LiveFeature): Ledger | string {
  try {
    return readLedger(project, feature);
  } catch (error) {
    if (error instanceof Failure) return error.diagnostics.map(({ message }) => message).join(' ');
    throw error;
  }
}
