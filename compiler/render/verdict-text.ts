import { visible } from '../diagnostics/visible.ts';
import type { Danger, Verdict } from '../plan/verdict.ts';
import { counted } from './counted.ts';

/** What there is to say of a plan without any danger. */
export const nothingLost = 'nothing is destroyed or replaced, and no secret is lost.';

/** Whether a plan is dangerous, in one line that holds numbers and no names. */
export const verdictLine = (verdict: Verdict): string =>
  verdict.dangers.length === 0 ? `Not dangerous: ${nothingLost}` : `Dangerous: ${dangerCounts(verdict)}.`;

/** How much of everything that cannot be had back is lost. */
export function dangerCounts({ destroyed, replaced, secrets, projects }: Verdict): string {
  const parts = [
    ...(destroyed > 0 ? [`${counted(destroyed, 'connection')} destroyed`] : []),
    ...(replaced > 0 ? [`${counted(replaced, 'connection')} replaced`] : []),
    ...(secrets > 0 ? [`${counted(secrets, 'secret')} lost`] : []),
    ...(projects > 0 ? [`${counted(projects, 'project')} left without any connection of a kind`] : []),
  ];
  return parts.join(', ');
}

const mostNamed = 3;

/** What happens to the connection of a danger, to be read after its address. */
export function dangerWords({ danger, kind, secrets, projects }: Danger): string {
  const gone = secrets === 0 ? '' : `, and ${counted(secrets, 'secret')} on the server with it`;
  switch (danger) {
    case 'destroys':
      return `is destroyed${gone}`;
    case 'replaces':
      return `is replaced${gone}: whatever uses its id stops working`;
    case 'loses-secrets':
      return `loses ${counted(secrets, 'secret')} on the server`;
    case 'last-of-kind': {
      const named = projects.slice(0, mostNamed).map(visible).join(', ');
      const more = projects.length > mostNamed ? ` and ${projects.length - mostNamed} more` : '';
      return `is the last ${visible(kind)} of ${counted(projects.length, 'project')}: ${named}${more}`;
    }
  }
}
