import { authorValue } from '../../kinds/author-value.ts';
import { kindsFor } from '../../kinds/registry.ts';
import type { Change, ChangeEffect, ConnectionAction, Manifest, Plan, SecretReference } from '../../model.ts';
import { type ManifestSubject, manifestSubject } from './manifest-subject.ts';

/** A plan as policies see it: what authors know as `StackPlan`. */
export interface PlanSubject extends Pick<Plan, 'stack' | 'audiences'> {
  readonly manifest: ManifestSubject;
  readonly changes: readonly ChangeSubject[];
}

type ChangeSubject =
  | {
      readonly target: 'project';
      readonly action: 'create' | 'update';
      readonly address: string;
      readonly project: string;
      readonly name: string;
      readonly parent: string;
    }
  | {
      readonly target: 'connection';
      readonly action: ConnectionAction;
      readonly address: string;
      readonly project: string;
      readonly key: string;
      readonly kind: string;
      readonly displayName: string;
      readonly properties: readonly {
        readonly property: string;
        readonly isSecret: boolean;
        readonly before?: string | undefined;
        readonly after?: string | SecretReference | undefined;
      }[];
      readonly lostSecrets: readonly string[];
      readonly effects: readonly Pick<ChangeEffect, 'effect' | 'projects'>[];
    };

/** Puts a plan into the words in which policies are written: what a person would review, and nothing of the server's. */
export function planSubject(plan: Plan, manifest: Manifest): PlanSubject {
  const kinds = kindsFor(manifest.kinds);
  const described = (change: Change): ChangeSubject => {
    if (change.target === 'project') {
      const { target, action, id, name, parent } = change;
      return { target, action, address: id, project: id, name, parent };
    }
    const { target, action, address, project, key, kind, displayName, lostSecrets = [], effects = [] } = change;
    const known = kinds.named(kind);
    const words = (featureProperty: string, stored: string): string => authorValue(known, featureProperty, stored).text;
    return {
      target,
      action,
      address,
      project,
      key,
      kind,
      displayName,
      properties: change.properties.map(({ property, featureProperty, before, after, sensitive }) => ({
        property,
        isSecret: sensitive,
        before: before === undefined || sensitive ? undefined : words(featureProperty, before),
        after:
          typeof after === 'string'
            ? words(featureProperty, after)
            : after !== undefined && 'connection' in after
              ? after.connection
              : after,
      })),
      lostSecrets,
      effects: effects.map(({ effect, projects }) => ({ effect, projects })),
    };
  };
  const { stack, audiences, changes } = plan;
  return { stack, audiences, manifest: manifestSubject(manifest), changes: changes.map(described) };
}
