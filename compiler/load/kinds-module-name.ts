/** The module beside a stack's program that has the builders of its own kinds. */
export const kindsModuleName = 'plugboard.kinds.ts';
