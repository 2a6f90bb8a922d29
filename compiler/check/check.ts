import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Declared } from '../model.ts';
import type { Rule } from './rule.ts';
import { addressesAreUsedOnce } from './rules/addresses-are-used-once.ts';
import { identitiesAreUnique } from './rules/identities-are-unique.ts';
import { namesAreLegal } from './rules/names-are-legal.ts';
import { needsAreKnown } from './rules/needs-are-known.ts';
import { needsAreMet } from './rules/needs-are-met.ts';
import { placesOfSecretsAreRight } from './rules/places-of-secrets-are-right.ts';
import { projectsAreDeclaredOnce } from './rules/projects-are-declared-once.ts';
import { projectsHaveOneParent } from './rules/projects-have-one-parent.ts';
import { propertiesFitTheKind } from './rules/properties-fit-the-kind.ts';
import { referencesReach } from './rules/references-reach.ts';

/** From what concerns one declaration to what concerns many: the order in which an author would mend things. */
const rules: readonly Rule[] = [
  namesAreLegal,
  propertiesFitTheKind,
  placesOfSecretsAreRight,
  projectsAreDeclaredOnce,
  projectsHaveOneParent,
  addressesAreUsedOnce,
  identitiesAreUnique,
  referencesReach,
  needsAreKnown,
  needsAreMet,
];

/** All that is wrong with a program. Nothing is changed, and no rule stops another. */
export function check(declared: Declared): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const rule of rules) rule(declared, (diagnostic) => found.push(diagnostic));
  return found;
}
