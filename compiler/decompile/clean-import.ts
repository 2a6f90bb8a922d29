import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import type { Change, Plan } from '../model.ts';

/**
 * What keeps an import from being proved: PB118 for each difference between the imported program and the live state that
 * it was made from, and where the plan does not speak of all connections that were read. Nothing where it is clean.
 */
export function importFaults(plan: Plan, connections: number): readonly Diagnostic[] {
  const left = plan.changes.filter((change) => !isTakenOver(change)).map(difference);
  const found = plan.changes.filter(isTakenOver).length + plan.unchanged;
  return left.length > 0 || found === connections
    ? left
    : [importFault(`${connections} connections were read, and the plan speaks of ${found}.`)];
}

/** PB118 with these words. */
export const importFault = (message: string): Diagnostic =>
  diagnostic('PB118', message, {
    notes: ['The files were written; nothing was changed on the server.'],
    hint: 'Look at `plugboard plan` and mend the program by hand. If nobody has edited it, please report this.',
  });

/** Adopting writes the ledger and nothing else, as long as no property differs. */
const isTakenOver = (change: Change): boolean =>
  change.target === 'connection' &&
  (['move', 'record'].includes(change.action) || (change.action === 'adopt' && change.properties.length === 0));

function difference(change: Change): Diagnostic {
  const name = change.target === 'project' ? `Project \`${change.id}\`` : `\`${change.address}\``;
  const properties = change.target === 'project' ? [] : change.properties.map(({ property }) => `\`${property}\``);
  const what = properties.length === 0 ? '' : `: ${properties.join(', ')}`;
  return importFault(`${name} is not as on the server (\`${change.action}\`)${what}.`);
}
