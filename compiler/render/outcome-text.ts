import { visible } from '../diagnostics/visible.ts';
import type { ChangeResult, ConnectionChange, Outcome } from '../model.ts';
import { summarize } from '../plan/summary.ts';
import type { Style } from './style.ts';

const verbs: Readonly<Record<ConnectionChange['action'], string>> = {
  create: 'created',
  update: 'updated',
  delete: 'destroyed',
  replace: 'replaced',
  adopt: 'imported',
  move: 'moved',
  record: 'recorded',
  forget: 'forgotten',
};

/** One line for a change as it happens. */
export function resultLine(result: ChangeResult, style: Style): string {
  const { change } = result;
  const name = visible(change.target === 'project' ? change.id : change.address);
  if (result.status === 'failed') return `${style.red(`${name}: failed:`)} ${visible(result.reason)}`;
  if (result.status === 'not-tried') return `${style.yellow(`${name}: not tried:`)} ${visible(result.reason)}`;
  const featureId = result.featureId ?? (change.target === 'connection' ? change.featureId : undefined);
  const id = featureId === undefined ? '' : ` [id=${visible(featureId)}]`;
  const verb = change.target === 'project' && change.action === 'update' ? 'renamed' : verbs[change.action];
  return `${name}: ${verb}${id}`;
}

/** What an apply came to. It counts what was done, not what was attempted. */
export function outcomeText({ results }: Outcome, style: Style): string {
  const done = summarize({ changes: results.flatMap(({ status, change }) => (status === 'done' ? [change] : [])) });
  const counts = [
    ...(done.import > 0 ? [`${done.import} imported`] : []),
    `${done.add} added`,
    `${done.change} changed`,
    `${done.destroy} destroyed`,
  ].join(', ');
  const failed = results.filter(({ status }) => status === 'failed').length;
  const left = results.filter(({ status }) => status === 'not-tried').length;
  if (failed === 0 && left === 0) return `${style.bold(style.green('Apply complete!'))} Resources: ${counts}.\n`;
  return `${style.bold(style.red('Apply incomplete.'))} Resources: ${counts}; ${failed} failed, ${left} not tried.\n`;
}
