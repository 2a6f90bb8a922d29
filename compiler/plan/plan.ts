import { type Diagnostic, diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { kindsFor } from '../kinds/registry.ts';
import { type Ownership, readOwnership } from '../ledger/ownership.ts';
import type { Change, ConnectionChange, Live, Manifest, Plan, PlanSource } from '../model.ts';
import { once } from '../once.ts';
import { brokenNeeds } from './broken-needs.ts';
import { callbackChanges } from './callback-changes.ts';
import { tooManyDeletions } from './destroy-limit.ts';
import { editableSettings } from './editable-settings.ts';
import { type DeclaredAddress, withEffects } from './effects/effects.ts';
import { keptOfNothing } from './kept-secrets.ts';
import { type Match, matchConnections } from './match.ts';
import { inOrder } from './order.ts';
import { planConnection } from './plan-connections.ts';
import { planProjects } from './plan-projects.ts';
import { planRemovals } from './plan-removals.ts';
import type { Resend } from './property-changes.ts';
import { isProvided } from './provided.ts';
import { missingTargets, withKnownIds } from './references.ts';
import { refreshChanges } from './refresh.ts';
import { strayLedgers } from './stray-ledgers.ts';

/** What a plan may do that it does not do unasked. */
export interface PlanOptions {
  /** Let a connection whose kind changed be deleted and made anew, with a new id. */
  readonly allowReplace?: boolean | undefined;
  /** Bring only the ledger up to date, where the server already is as the program says. No connection is touched. */
  readonly refreshOnly?: boolean | undefined;
  /** Take over connections that nobody owns and that have the kind and the name of a declared one. */
  readonly adoptMatching?: boolean | undefined;
  /** How many connections may be deleted, exactly; `any` where the deletions were reviewed. */
  readonly allowDestroy?: number | 'any' | undefined;
  /** Secrets that are sent again although nothing in the program says so. */
  readonly resend?: Resend | undefined;
}

/** What a manifest is compared with. */
export interface State extends Pick<Live, 'projects'> {
  readonly source: PlanSource;
}

/** A plan, and what there is to say about it. */
export interface Planned {
  readonly plan: Plan;
  /** With an error among them, the plan must not be applied. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What has to change so that the server is as the manifest says. Pure: the same two inputs give the same plan. */
export function planChanges(manifest: Manifest, live: State, options: PlanOptions = {}): Planned {
  const projects = new Map(live.projects.map((project) => [project.id, project]));
  const ownership = readOwnership(live, manifest.stack);
  const tree = planProjects(manifest, projects);
  const { matches, diagnostics } = matchConnections(manifest, projects, ownership, options.adoptMatching === true);
  const kinds = kindsFor(manifest.kinds);
  const wanted = withKnownIds(matches).map((match) => planConnection(match, kinds, options.resend));
  const removals = planRemovals(manifest, projects, ownership, matches);
  const connections = [...wanted.filter((change) => change !== undefined), ...removals.changes];
  const wholeWay: Change[] = [...tree.changes, ...inOrder(connections, matches, projects, kinds)];
  const { changes, audiences } = withEffects(
    options.refreshOnly ? refreshChanges(connections, matches) : wholeWay,
    live,
    kinds,
    declaredAddresses(matches),
  );
  const plan: Plan = {
    stack: manifest.stack,
    source: live.source,
    changes,
    unchanged: wanted.filter((change) => change === undefined).length,
    unmanaged: unmanaged(live, ownership.ownerOf, changes, isProvided(manifest)),
    audiences,
    ...(manifest.kinds === undefined ? {} : { kinds: manifest.kinds }),
  };
  // What keeps connections from being changed is no matter where none is.
  const found: readonly Diagnostic[] = options.refreshOnly
    ? editableSettings(changes, projects)
    : [
        ...strayLedgers(manifest, projects, ownership),
        ...tree.diagnostics,
        ...diagnostics,
        ...keptOfNothing(matches),
        ...missingTargets(manifest, projects),
        ...removals.diagnostics,
        ...editableSettings(changes, projects),
        ...callbackChanges(changes, live.source, kinds),
        ...protectedReplacements(changes, ownership),
        ...(options.allowReplace ? [] : replacements(changes)),
        ...tooManyDeletions(changes, ownership.own.size, options.allowDestroy),
      ];
  // What an incomplete plan would leave says nothing.
  const isWhole = !options.refreshOnly && !hasErrors(found);
  return { plan, diagnostics: isWhole ? [...found, ...brokenNeeds(manifest, live, plan)] : found };
}

/** Most plans need none of them: they are gathered when the first is asked for. */
function declaredAddresses(matches: readonly Match[]): DeclaredAddress {
  const addresses = once(
    () => new Map(matches.map(({ connection, live }) => [`${connection.project}/${live?.id}`, connection.address])),
  );
  return (project, featureId) => addresses().get(`${project}/${featureId}`);
}

function unmanaged(
  live: State,
  ownerOf: (project: string, featureId: string) => string | undefined,
  changes: readonly Change[],
  provided: (project: string, featureId: string) => boolean,
): Plan['unmanaged'] {
  const taken = new Set(
    changes.flatMap((change) => (change.target === 'connection' ? [`${change.project}/${change.featureId}`] : [])),
  );
  return live.projects.flatMap(({ id, connections }) => {
    const nobodys = connections.filter(
      (one) => ownerOf(id, one.id) === undefined && !taken.has(`${id}/${one.id}`) && !provided(id, one.id),
    );
    return nobodys.length === 0 ? [] : [{ project: id, connections: nobodys.length }];
  });
}

const isReplacement = (change: Change): change is ConnectionChange =>
  change.target === 'connection' && change.action === 'replace';

/** Deleting and making anew is deleting, whatever is allowed. */
function protectedReplacements(changes: readonly Change[], { own }: Ownership): readonly Diagnostic[] {
  return changes
    .filter(isReplacement)
    .filter(({ address, entry }) => entry?.protect === true || own.get(address)?.entry.protect === true)
    .map(({ address, kind }) =>
      diagnostic('PB506', `\`${address}\` is protected, and as a \`${kind}\` it would be deleted and made anew.`, {
        address,
        hint: 'Give the new connection another key. To replace this one, apply once without `protect` first.',
      }),
    );
}

function replacements(changes: readonly Change[]): readonly Diagnostic[] {
  return changes.filter(isReplacement).map(({ address, kind, featureId }) =>
    diagnostic('PB505', `\`${address}\` becomes a \`${kind}\`: \`${featureId}\` would be deleted and made anew.`, {
      address,
      notes: ['A new connection gets a new id: whatever uses the old one stops working, and its secrets are gone.'],
      hint: 'Give the new connection another key. To replace this one all the same, run with `--allow-replace`.',
    }),
  );
}
