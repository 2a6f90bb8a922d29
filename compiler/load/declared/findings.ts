import type { Code } from '../../diagnostics/catalogue.ts';
import { type Diagnostic, diagnostic } from '../../diagnostics/diagnostic.ts';

/** Thrown where there is no use in looking further. */
export class NotDeclared extends Error {
  readonly found: Diagnostic;
  constructor(found: Diagnostic) {
    super(found.message);
    this.found = found;
  }
}

/** Takes what is wrong at a declaration, or at what stands in the literal that it got; looking goes on. */
export type Report = (
  code: Code,
  message: string,
  call: number | undefined,
  more?: { readonly path?: readonly string[]; readonly at?: 'name'; readonly hint?: () => string | undefined },
) => void;

/** What is wrong with a program. It is all said at once, save where it is more than anybody reads. */
export interface Findings {
  readonly report: Report;
  readonly all: () => readonly Diagnostic[];
}

const mostShown = 100;
/** The way to a property is looked for in the source: no name there is longer. */
const longestName = 1000;

export function openFindings(): Findings {
  const shown: Diagnostic[] = [];
  let more = 0;
  return {
    report: (code, message, call, { path, at, hint: advice } = {}) => {
      if (shown.length === mostShown) {
        more += 1;
        return;
      }
      const hint = advice?.();
      const known = path?.every((name) => name.length <= longestName) === true ? { path, at } : {};
      shown.push(
        diagnostic(code, message, {
          ...(call === undefined ? {} : { place: { call, ...known } }),
          ...(hint === undefined ? {} : { hint }),
        }),
      );
    },
    all: () =>
      more === 0
        ? shown
        : [
            ...shown,
            diagnostic('PB105', `What the program declares has ${more} more faults.`, {
              hint: 'Correct those that are shown: often many have one cause.',
            }),
          ],
  };
}
