import { diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Rule } from '../rule.ts';
import { urlCredentials } from '../url-credentials.ts';

/** A password in a URL is a secret that stands in the program, and on the server for everybody to see. */
export const urlsHoldNoCredentials: Rule = (declared, report) => {
  for (const { call, path, address, project } of urlCredentials(declared)) {
    const whose = address === undefined ? `the needs of \`${project.id}\`` : `\`${address}\``;
    const what = address === undefined ? path.slice(2).join('.') : path.join('.');
    report(
      diagnostic('PB212', `\`${what}\` of ${whose} is a URL with a password or a token in it.`, {
        address,
        place: { call, path },
        label: 'credentials must not stand here',
        notes: ['TeamCity shows a URL to everybody, and whatever stands in the program ends up in its repository.'],
        hint: 'Remove what stands before the `@`, and give it to the property that is for it, as a reference to a secret. Replace the one that stood here: it may be known already.',
      }),
    );
  }
};
