import { connectionCall, existingCall } from '../draft/connection-call.ts';
import type { EntryOf } from '../layout/project-statements.ts';

/** How a new connection stands among those that are there: with its declaration under its key. */
export const newEntry: EntryOf = (draft) => ({
  name: draft.key,
  value: connectionCall(draft, existingCall),
  comments: draft.written.comments,
});
