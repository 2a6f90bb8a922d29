import { kindDocuments } from '../../schemas/generated/kinds.ts';
import type { KindDocuments } from '../../schemas/kind-document.ts';

/** The names of the builders of alternatives, such as `tempCredentials`, of all kinds and those that a stack brings. */
export const alternativeNames = (brought: KindDocuments = {}): readonly string[] => [
  ...new Set(namesIn({ ...kindDocuments, ...brought })),
];

function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(namesIn);
  return 'option' in value ? [...constantOf(value.option), ...inner] : inner;
}

const constantOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null && 'const' in value && typeof value.const === 'string'
    ? [value.const]
    : [];
