import { visible } from '../diagnostics/visible.ts';
import type { Change, ConnectionChange } from '../model.ts';

/** How a change is marked. */
export type ChangeSymbol = '+' | '~' | '-' | '-/+' | '<=' | '.';

/** The symbol of each action. */
export const symbols: Readonly<Record<Change['action'], ChangeSymbol>> = {
  create: '+',
  update: '~',
  delete: '-',
  replace: '-/+',
  adopt: '<=',
  move: '~',
  record: '~',
  forget: '.',
};

/** What becomes of a connection. */
export const verbs: Readonly<Record<ConnectionChange['action'], string>> = {
  create: 'will be created',
  update: 'will be updated in-place',
  delete: 'will be destroyed',
  replace: 'must be replaced',
  adopt: 'will be imported',
  move: 'has moved',
  record: 'will be recorded',
  forget: 'will be forgotten',
};

/** Why, where that does not go without saying. */
export function reasonLines({ reason, previousAddress, action }: ConnectionChange): readonly string[] {
  switch (reason) {
    case 'not-declared':
      return ['because it is no longer declared'];
    case 'exclusive-project':
      return ['because the project is exclusive and nobody declared it'];
    case 'kind-changed':
      return ['because its kind changed; whatever uses its id will stop working'];
    case 'deleted-on-server':
      return [action === 'forget' ? 'because it is gone from the server' : 'because it was deleted on the server'];
    case 'interrupted-create':
      return ['because an interrupted apply created it'];
    case 'ledger-behind':
      return ['the server is as declared already, and the ledger does not know it yet'];
    case 'rotation':
      return ['because somebody asks for it'];
    case 'renamed-key':
      return [`it was ${visible(previousAddress ?? '')} before`];
    case 'adopt-matching':
      return ['because it has this kind and name, and no stack owns it'];
    case 'adopt-line':
    case 'declared':
    case 'differs':
      return [];
  }
}
