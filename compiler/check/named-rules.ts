import { once } from '../once.ts';
import type { NamedRule } from './rule.ts';
import { addressesAreUsedOnce } from './rules/addresses-are-used-once.ts';
import { certificatesAreTrusted } from './rules/certificates-are-trusted.ts';
import { connectionsAreUsable } from './rules/connections-are-usable.ts';
import { displayNamesDiffer } from './rules/display-names-differ.ts';
import { identitiesAreUnique } from './rules/identities-are-unique.ts';
import { namesAreLegal } from './rules/names-are-legal.ts';
import { needsAreKnown } from './rules/needs-are-known.ts';
import { needsAreMet } from './rules/needs-are-met.ts';
import { optionsExistInCloud } from './rules/options-exist-in-cloud.ts';
import { pathsAreWanted } from './rules/paths-are-wanted.ts';
import { placesOfSecretsAreRight } from './rules/places-of-secrets-are-right.ts';
import { projectsAreDeclaredOnce } from './rules/projects-are-declared-once.ts';
import { projectsHaveOneParent } from './rules/projects-have-one-parent.ts';
import { propertiesFitTheKind } from './rules/properties-fit-the-kind.ts';
import { referencesReach } from './rules/references-reach.ts';
import { rootHoldsNoPersonalToken } from './rules/root-holds-no-personal-token.ts';
import { ruleSettingsAreRight } from './rules/rule-settings-are-right.ts';
import { urlsAreEncrypted } from './rules/urls-are-encrypted.ts';
import { urlsFitTheKind } from './rules/urls-fit-the-kind.ts';
import { urlsHoldNoCredentials } from './rules/urls-hold-no-credentials.ts';

const refused = 'The server would refuse it, or could not work with it.';
const unclear = 'Plugboard could not tell what is meant.';
const leaked = 'Whatever stands in the program ends up in its repository.';

/** From what concerns one declaration to what concerns many: the order in which an author would mend things. */
export const namedRules: readonly NamedRule[] = [
  {
    name: 'wrong-rule-settings',
    codes: ['PB216', 'PB217'],
    fixed: unclear,
    run: (declared, report) => ruleSettingsAreRight(namedRules)(declared, report),
  },
  { name: 'wrong-names', codes: ['PB205', 'PB206', 'PB209'], fixed: refused, run: namesAreLegal },
  {
    name: 'wrong-properties',
    codes: ['PB201', 'PB202', 'PB203', 'PB204', 'PB207'],
    fixed: refused,
    run: propertiesFitTheKind,
  },
  {
    name: 'wrong-places-of-secrets',
    codes: ['PB210'],
    fixed: 'No value could be found there.',
    run: placesOfSecretsAreRight,
  },
  { name: 'credentials-in-urls', codes: ['PB212'], fixed: leaked, run: urlsHoldNoCredentials },
  { name: 'unencrypted-urls', codes: ['PB211'], run: urlsAreEncrypted },
  { name: 'paths-in-urls', codes: ['PB213'], run: pathsAreWanted },
  { name: 'urls-of-other-services', codes: ['PB214'], run: urlsFitTheKind },
  { name: 'private-certificates', codes: ['PB215'], run: certificatesAreTrusted },
  { name: 'missing-in-cloud', codes: ['PB220'], run: optionsExistInCloud },
  { name: 'projects-declared-twice', codes: ['PB302'], fixed: refused, run: projectsAreDeclaredOnce },
  { name: 'projects-under-two-parents', codes: ['PB303'], fixed: refused, run: projectsHaveOneParent },
  { name: 'addresses-used-twice', codes: ['PB304'], fixed: unclear, run: addressesAreUsedOnce },
  { name: 'identities-used-twice', codes: ['PB308'], fixed: refused, run: identitiesAreUnique },
  { name: 'wrong-references', codes: ['PB203', 'PB305', 'PB306', 'PB307'], fixed: refused, run: referencesReach },
  { name: 'unknown-needs', codes: ['PB201', 'PB203', 'PB207'], fixed: unclear, run: needsAreKnown },
  { name: 'unmet-needs', codes: ['PB301'], run: needsAreMet },
  { name: 'equal-display-names', codes: ['PB309'], run: displayNamesDiffer },
  { name: 'unusable-connections', codes: ['PB310'], run: connectionsAreUsable },
  { name: 'personal-tokens-in-root', codes: ['PB311'], run: rootHoldsNoPersonalToken },
];

const byCode = once(
  () => new Map<string, NamedRule>(namedRules.flatMap((rule) => rule.codes.map((code) => [code, rule] as const))),
);

/** The rule that reports a code; undefined for what no rule says. */
export const ruleOf = (code: string): NamedRule | undefined => byCode().get(code);
