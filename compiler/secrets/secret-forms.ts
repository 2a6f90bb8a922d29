import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { SecretForm } from '../kinds/kind.ts';
import { kindsFor } from '../kinds/registry.ts';
import { isSecretReference } from '../kinds/secret-reference.ts';
import type { Change, Manifest, SecretReference } from '../model.ts';

/** What a secret must look like, in words and as a pattern of the whole text. */
const forms: Readonly<Record<SecretForm, { readonly is: string; readonly looks: RegExp }>> = {
  'pem-private-key': { is: 'a private key', looks: pemOf('[A-Z0-9 ]*PRIVATE KEY') },
  'pem-certificate': { is: 'a certificate', looks: pemOf('(?:[A-Z0-9 ]+ )?CERTIFICATE') },
};

/** Text around the block is usual: the tools that make keys and certificates write what they are. */
function pemOf(what: string): RegExp {
  return new RegExp(`-----BEGIN (${what})-----\\r?\\n[\\s\\S]+\\n-----END \\1-----`);
}

/**
 * Secrets that cannot be what their property wants: the server takes any text, and would fail only when somebody uses
 * the connection. The values stay out of the messages.
 */
export function wrongForms(
  changes: readonly Change[],
  brought: Manifest['kinds'],
  lookedUp: (secret: SecretReference) => string | undefined,
): readonly Diagnostic[] {
  const kinds = kindsFor(brought);
  return changes.flatMap((change) => {
    if (change.target !== 'connection') return [];
    const known = kinds.named(change.kind)?.properties ?? [];
    return change.properties.flatMap(({ featureProperty, property, after }) => {
      const form = known.find((one) => one.featureProperty === featureProperty && one.form !== undefined)?.form;
      if (form === undefined || after === undefined || !isSecretReference(after)) return [];
      const { is, looks } = forms[form];
      const value = lookedUp(after);
      if (value === undefined || looks.test(value)) return [];
      return [
        diagnostic('PB621', `The value for \`${property}\` of \`${change.address}\` is not ${is} in PEM form.`, {
          address: change.address,
          notes: ['Nothing was written to the server.'],
          hint: 'Give the whole text, from the line `-----BEGIN ...-----` to the line `-----END ...-----`, with line breaks as such and not as `\\n`.',
        }),
      ];
    });
  });
}
