import { hasErrors } from '../diagnostics/diagnostic.ts';
import { authorValue } from '../kinds/author-value.ts';
import type { Kind } from '../kinds/kind.ts';
import { type Kinds, kindsFor } from '../kinds/registry.ts';
import type { Change, ConnectionChange, Plan, ProjectChange, PropertyChange } from '../model.ts';
import type { Planned, PlanOptions } from '../plan/plan.ts';
import { seal } from '../plan/saved-plan.ts';
import { summarize } from '../plan/summary.ts';
import { diagnosticList } from './diagnostics-json.ts';
import { effectList } from './effects-json.ts';
import { jsonText } from './json-text.ts';

/** Terraform's verbs; a replacement is two of them, so that whoever looks for `delete` finds every deletion. */
const actions: Readonly<Record<Change['action'], readonly string[]>> = {
  create: ['create'],
  update: ['update'],
  delete: ['delete'],
  replace: ['delete', 'create'],
  adopt: ['no-op'],
  move: ['no-op'],
  record: ['no-op'],
  forget: ['forget'],
};

/** What a plan was made from, so that `apply` can tell whether that has changed. */
export interface PlanOrigin {
  readonly manifestFingerprint: string;
  readonly options: PlanOptions;
}

interface PlanDocument {
  readonly [name: string]: unknown;
  readonly plugboard: { readonly plan: Plan };
}

/**
 * A plan as Terraform's tools read one (`resource_changes[].change.actions`), with the plan itself under `plugboard`,
 * from which `apply` works. References to secrets are in it, values are not.
 */
export function planJson(planned: Planned, origin: PlanOrigin, version: string): string {
  const document = planDocument(planned, version);
  return jsonText(seal({ ...document, plugboard: { ...origin, ...document.plugboard } }));
}

/** The same without what makes it a plan that can be applied. */
export function planDocument({ plan, diagnostics }: Planned, version: string): PlanDocument {
  const kinds = kindsFor(plan.kinds);
  const effects = effectList(plan);
  return {
    format_version: '1.0',
    plugboard_version: version,
    stack: plan.stack,
    source: plan.source,
    errored: hasErrors(diagnostics),
    summary: summarize(plan),
    unchanged: plan.unchanged,
    unmanaged: plan.unmanaged,
    resource_changes: plan.changes.map((change) =>
      change.target === 'project'
        ? projectChange(change)
        : { ...connectionChange(change, kinds), effects: effects(change) },
    ),
    diagnostics: diagnosticList(diagnostics, (text) => text),
    plugboard: { plan },
  };
}

function projectChange({ action, id, name, formerName, parent }: ProjectChange): object {
  return {
    address: id,
    mode: 'managed',
    type: 'project',
    name: id,
    provider_name: 'teamcity',
    change: {
      actions: actions[action],
      before: action === 'create' ? null : { id, name: formerName ?? name },
      after: action === 'create' ? { id, name, parent } : { id, name },
      after_unknown: {},
      before_sensitive: action === 'create' ? false : {},
      after_sensitive: {},
    },
  };
}

function connectionChange(change: ConnectionChange, kinds: Kinds): object {
  const { action, reason, address, previousAddress, kind, key, properties, featureId, usedBy, lostSecrets } = change;
  const known = kinds.named(kind);
  const isNew = action === 'create' || action === 'replace';
  const isGone = action === 'delete' || action === 'forget';
  return {
    address,
    previous_address: previousAddress,
    mode: 'managed',
    type: kind,
    name: key,
    provider_name: 'teamcity',
    change: {
      actions: action === 'adopt' && properties.length > 0 ? ['update'] : actions[action],
      before: action === 'create' ? null : { id: featureId, ...values(change, known, 'before') },
      after: isGone ? null : { ...(isNew ? {} : { id: featureId }), ...values(change, known, 'after') },
      after_unknown: { ...(isNew ? { id: true } : {}), ...unknown(properties) },
      before_sensitive: action === 'create' ? false : sensitive(properties),
      after_sensitive: isGone ? false : sensitive(properties),
      importing: action === 'adopt' ? { id: featureId } : undefined,
    },
    action_reason: reason.replaceAll('-', '_'),
    // Of what goes: null where nobody could be asked.
    used_by: usedBy === 'unknown' ? null : usedBy,
    lost_secrets: lostSecrets,
  };
}

/** Secrets stand there as null, with `true` in the sensitive mirror: their values are nowhere in the plan. */
function values({ properties }: ConnectionChange, known: Kind | undefined, side: 'before' | 'after'): object {
  return Object.fromEntries(
    // What only the server will know stands among `after_unknown`.
    properties
      .filter((one) => !isUnknown(one[side]))
      .map((one) => {
        const stored = one[side];
        const isShown = typeof stored === 'string' && !one.sensitive;
        return [one.property, isShown ? authorValue(known, one.featureProperty, stored).text : null];
      }),
  );
}

const isUnknown = (value: PropertyChange['after']): boolean => typeof value === 'object' && 'connection' in value;

const unknown = (properties: readonly PropertyChange[]): object =>
  Object.fromEntries(properties.filter(({ after }) => isUnknown(after)).map(({ property }) => [property, true]));

const sensitive = (properties: readonly PropertyChange[]): object =>
  Object.fromEntries(properties.filter((one) => one.sensitive).map(({ property }) => [property, true]));
