import type { Failure } from '../diagnostics/failure.ts';

/** What ends an apply before its last change. */
export interface Halt {
  /** Why nothing new is to be begun; undefined while all is well. */
  readonly reason: () => string | undefined;
  /** Told of every failure: some mean that all that is to come would fail as well. */
  readonly consider: (failure: Failure) => void;
}

/** Why a change was not tried that was still to come when somebody asked to stop. */
const stopped = 'stopped';

/** An apply ends early where somebody asks it to stop, and where the server no longer accepts the access token. */
export function haltOn(stop: AbortSignal | undefined): Halt {
  let refused = false;
  return {
    reason: () => (stop?.aborted ? stopped : refused ? 'the server no longer accepts the access token' : undefined),
    consider: ({ diagnostics }) => {
      refused ||= diagnostics.some(({ code }) => code === 'PB402');
    },
  };
}
