import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { authorPath } from '../kinds/author-path.ts';
import type { Kind } from '../kinds/kind.ts';
import { isKept } from '../kinds/secret-reference.ts';
import type { Match } from './match.ts';

/** A secret can be kept only where it is: PB510 for each one of a connection that would be made, or made anew. */
export function keptOfNothing(matches: readonly Match[]): readonly Diagnostic[] {
  return matches
    .filter(({ live, providerType }) => live === undefined || live.properties['providerType'] !== providerType)
    .flatMap(({ connection, kind }) =>
      Object.entries(connection.properties)
        .filter(([, value]) => isKept(value))
        .map(([featureProperty]) => nothingToKeep(connection.address, kind, featureProperty)),
    );
}

function nothingToKeep(address: string, kind: Kind | undefined, featureProperty: string): Diagnostic {
  const property = authorPath(kind, featureProperty);
  return diagnostic('PB510', `\`${property}\` of \`${address}\` is to keep what the server has, and it has nothing.`, {
    address,
    notes: [`\`${address}\` would be a new connection, and the server gives no secret of another one away.`],
    hint: `Say where the value is: \`secret.env('NAME')\` or \`secret.file('/path')\`. To take over a connection that is there, add \`adopt: '<its id>'\`.`,
  });
}
