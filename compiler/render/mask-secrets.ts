import { kindsFor } from '../kinds/registry.ts';
import type { Manifest } from '../model.ts';
import { redact } from '../secrets/redact.ts';

/** Names under which authors write secrets: `clientSecret`, `password`, `secretAccessKey` ... */
const secretNames = (brought: Manifest['kinds']): readonly string[] => [
  ...new Set(
    kindsFor(brought).all.flatMap(({ properties }) =>
      properties.filter(({ secret }) => secret).map(({ path }) => path.split('.').at(-1) ?? path),
    ),
  ),
];

/**
 * Hides secrets that somebody wrote into a program by mistake, wherever its source is quoted: values that the
 * evaluation found, and literals beside a secret's name for programs that could not be evaluated.
 */
export function maskSecrets(values: readonly string[], brought?: Manifest['kinds']): (text: string) => string {
  const names = secretNames(brought).join('|');
  const literal = new RegExp(`(\\b(?:${names})\\b['"]?\\s*[:=]\\s*)(['"\`])(?:\\\\.|(?!\\2).)*(?:\\2|$)`, 'g');
  return (text) => redact(text, values).replace(literal, '$1$2(sensitive value)$2');
}
