/** The names of all rules, in the order of their running. Whoever quotes a program knows them without the rules. */
export const ruleNames = [
  'wrong-rule-settings',
  'wrong-names',
  'wrong-properties',
  'wrong-places-of-secrets',
  'credentials-in-urls',
  'unencrypted-urls',
  'paths-in-urls',
  'urls-of-other-services',
  'private-certificates',
  'missing-in-cloud',
  'projects-declared-twice',
  'projects-under-two-parents',
  'addresses-used-twice',
  'identities-used-twice',
  'wrong-references',
  'unknown-needs',
  'unmet-needs',
  'equal-display-names',
  'unusable-connections',
  'personal-tokens-in-root',
] as const;

export type RuleName = (typeof ruleNames)[number];
