/** The passes that follow on loading. They stand in one module, as they are read in together while a program is run. */
export { check } from './check/check.ts';
export { openTexts } from './check/open-texts.ts';
export { plainSecrets } from './check/plain-secrets.ts';
export { policyWords } from './check/policies/policy-words.ts';
export { stackSecrets } from './check/stack-secrets.ts';
export { withoutIgnored } from './check/without-ignored.ts';
export { flatten } from './flatten/flatten.ts';
