/** What becomes of changes that are to be made, and what we did not foresee: PB6xx and PB9xx. */
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { lockType } from '../../compiler/live/rest-locks.ts';
import { faultProxy } from '../fault-proxy.ts';
import { describeMessages } from './describe-messages.ts';
import type { World } from './run-example.ts';
import { atAddress, type ServerWorld, withServer } from './with-server.ts';

type Before = NonNullable<Parameters<typeof faultProxy>[1]['before']>;

/** A server with something before it that is told of every request, and may let it fail. */
async function disturbed(before: (world: ServerWorld) => Before): Promise<World> {
  const world = await withServer();
  const { server } = world;
  const { url } = await faultProxy(server.url, { before: before(world) });
  return atAddress(url, server.tokens.edit);
}

/** Calls once, at the third write: the first two take the lock. */
function atFirstChange(act: () => ReturnType<Before>): Before {
  let writes = 0;
  return ({ method }) => {
    if (method !== 'GET') writes += 1;
    return method !== 'GET' && writes === 3 ? act() : undefined;
  };
}

/** Calls at every reading of all projects that comes after the lock was released. */
function atReadBack(act: () => ReturnType<Before>): Before {
  let isUnlocked = false;
  return ({ method, path }) => {
    isUnlocked ||= method === 'DELETE';
    return isUnlocked && path.startsWith('/app/rest/projects?') ? act() : undefined;
  };
}

const byHand = ({ server }: ServerWorld): ReturnType<typeof restWriter> =>
  restWriter({ url: server.url, token: server.tokens.edit });

const registry = {
  id: 'PROJECT_EXT_1',
  provider: 'Docker',
  displayName: 'Registry',
  repositoryUrl: 'https://docker.io',
};

describeMessages('69', {
  PB601: () => withServer(),
  PB602: () => disturbed(() => atFirstChange(() => ({ kind: 'answer', status: 400 }))),
  PB603: async () => {
    const world = await withServer({ _Root: { features: [registry] } });
    return {
      ...world,
      before: (command) =>
        command === 1 ? byHand(world).setProperty('_Root', registry.id, 'repositoryUrl', 'https://ghcr.io') : undefined,
    };
  },
  PB604: () =>
    disturbed((world) => {
      let isChanged = false;
      return atReadBack(async () => {
        if (isChanged) return undefined;
        isChanged = true;
        // The lock and the ledger come before the connection.
        await byHand(world).setProperty('_Root', 'PROJECT_EXT_3', 'repositoryUrl', 'https://ghcr.io');
        return undefined;
      });
    }),
  PB605: () => withServer(),
  PB606: () =>
    disturbed(() =>
      atFirstChange(() => {
        process.emit('SIGINT');
        return undefined;
      }),
    ),
  PB607: () => disturbed(() => atReadBack(() => ({ kind: 'answer', status: 503 }))),
  PB611: () => withServer(),
  PB612: () => withServer(),
  PB613: () => withServer(),
  PB614: () => withServer(),
  PB621: () => withServer(),
  PB615: async () => {
    const world = await withServer();
    const lock = { stack: 'acme', run: 'r', owner: 'anna@build-7', machine: 'm', process: '1', held: 'true' };
    const since = new Date(Date.now() - 5.5 * 60_000).toISOString();
    await byHand(world).createFeature({
      project: '_Root',
      type: lockType,
      properties: { ...lock, since },
      before: [],
      identity: [],
    });
    return world;
  },
  PB616: () =>
    disturbed(
      () =>
        ({ method }) =>
          method === 'DELETE' ? { kind: 'answer', status: 400 } : undefined,
    ),
  PB620: async () => {
    const { server } = await withServer();
    return atAddress(server.url, server.tokens.read);
  },
  PB901: async () => ({
    ...(await withServer()),
    ask: async () => {
      throw new TypeError("Cannot read properties of undefined (reading 'id')");
    },
  }),
});
