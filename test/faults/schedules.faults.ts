/**
 * For any state of the server, any stack and any schedule of faults: an apply either comes to the end that was declared, or
 * stops and says why; it never deletes or changes what the stack does not own; and once nothing goes wrong any more, the
 * next one comes to the end, with nothing made twice.
 */
import fc from 'fast-check';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it } from 'vitest';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { guarded } from '../../compiler/cli/guarded.ts';
import { perform } from '../../compiler/cli/perform.ts';
import { readBack } from '../../compiler/cli/read-back.ts';
import { hasErrors } from '../../compiler/diagnostics/diagnostic.ts';
import { Failure } from '../../compiler/diagnostics/failure.ts';
import { flatten } from '../../compiler/flatten/flatten.ts';
import { readLocks } from '../../compiler/live/rest-locks.ts';
import { restReader } from '../../compiler/live/rest-reader.ts';
import type { ServerAccess } from '../../compiler/live/server-address.ts';
import type { Manifest } from '../../compiler/model.ts';
import { planChanges } from '../../compiler/plan/plan.ts';
import { resolveSecrets } from '../../compiler/secrets/resolve.ts';
import { secretSources } from '../../compiler/secrets/sources.ts';
import { startFaultProxy } from '../../fixtures/faults/proxy.ts';
import type { Fault, ScheduledFault } from '../../fixtures/faults/schedule.ts';
import { dataDirectory, type FeatureOnDisk } from '../data-directory.ts';
import { declaredProject, declaredRegistry, declaredStack } from '../declared.ts';
import { swiftPace } from '../swift-pace.ts';
import { featuresOf } from './server-content.ts';

const schedules = Number(process.env['PLUGBOARD_TRIES'] ?? 150);
const projects = ['Payments', 'Storefront'] as const;

/** What a stack declares: which registries in which project, each with one of a few addresses. */
type Wanted = Readonly<Record<(typeof projects)[number], Readonly<Record<string, number>>>>;

interface World {
  readonly before: Wanted;
  readonly after: Wanted;
  readonly byHand: readonly (readonly [project: number, name: number])[];
  readonly faults: readonly ScheduledFault[];
  /** Somebody changes a connection of ours right before this request. */
  readonly meddling: { readonly request: number; readonly deletes: boolean } | undefined;
}

const keys = ['a', 'b', 'c', 'd'] as const;
const registries = fc.dictionary(fc.constantFrom(...keys), fc.nat(2), { maxKeys: 4 });
const wanted: fc.Arbitrary<Wanted> = fc.record({ Payments: registries, Storefront: registries });

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>({ kind: 'refuse' }, { kind: 'reset-before' }, { kind: 'reset-after' }, { kind: 'cut' }),
  fc.constant<Fault>({ kind: 'delay', milliseconds: 5 }),
  fc.record({
    kind: fc.constant('answer' as const),
    status: fc.constantFrom(401, 403, 404, 429),
    form: fc.constantFrom('text' as const, 'html' as const),
  }),
  // A server that refuses has not acted: only with these nobody can know.
  fc.record({
    kind: fc.constant('answer' as const),
    status: fc.constantFrom(500, 502, 503, 504),
    form: fc.constantFrom('text' as const, 'html' as const),
    acted: fc.boolean(),
  }),
);
const scheduled: fc.Arbitrary<ScheduledFault> = fc.record({
  fault,
  on: fc.constantFrom({}, { method: 'write' as const }, { method: 'GET' as const }, { method: 'POST' as const }),
  skip: fc.nat(12),
  times: fc.constantFrom<number | 'always'>(1, 1, 2, 5, 'always'),
});
const world: fc.Arbitrary<World> = fc.record({
  before: wanted,
  after: wanted,
  byHand: fc.array(fc.tuple(fc.nat(1), fc.nat(2)), { maxLength: 3 }),
  faults: fc.array(scheduled, { maxLength: 4 }),
  meddling: fc.option(fc.record({ request: fc.integer({ min: 1, max: 15 }), deletes: fc.boolean() }), {
    nil: undefined,
  }),
});

/** Once made a connection twice: the answer to its creation was lost, and somebody changed it before it was looked for. */
const lostAndChanged: World = {
  before: { Payments: {}, Storefront: { a: 0 } },
  after: { Payments: { a: 0 }, Storefront: {} },
  byHand: [],
  faults: [{ fault: { kind: 'reset-after' }, on: { method: 'write' }, skip: 3, times: 5 }],
  meddling: { request: 13, deletes: false },
};

const manifestOf = (stack: Wanted): Manifest =>
  flatten(
    declaredStack(
      projects.map((id) =>
        declaredProject(id, {
          connections: Object.entries(stack[id]).map(([key, address]) =>
            declaredRegistry(key, {
              properties: {
                name: `Registry ${key}`,
                url: `https://r${address}.example.com`,
                password: { secret: 'env', name: 'PASSWORD' },
              },
            }),
          ),
        }),
      ),
    ),
  );

/** How many connections go is not what is tried here. */
const anyNumber = { allowDestroy: 'any' } as const;

interface Attempt {
  readonly code: number;
  readonly said: string;
}

/** Plans and applies as the command line does, without its prompt. */
async function attempt(manifest: Manifest, access: ServerAccess): Promise<Attempt> {
  const said: string[] = [];
  const output = { write: (text: string): void => void said.push(text), isTerminal: false };
  const shell = guarded({
    environment: {},
    workingDirectory: '/',
    out: output,
    err: output,
    ask: undefined,
    wait: async () => undefined,
  });
  try {
    const live = await restReader(access).readLive();
    const { plan, diagnostics } = planChanges(manifest, live, anyNumber);
    if (hasErrors(diagnostics)) throw new Failure(diagnostics);
    if (plan.changes.length === 0) return { code: 0, said: '' };
    const secrets = await resolveSecrets(
      plan.changes,
      secretSources({ environment: { PASSWORD: 'canary-1' }, folder: '/' }),
    );
    const approved = {
      plan,
      access,
      secrets,
      know: async (now: typeof live) => ({ live: now, diagnostics: [] }),
      again: (now: typeof live) => planChanges(manifest, now, anyNumber).plan,
      readBack: (readLive: () => Promise<typeof live>) => readBack(manifest, {}, readLive),
    };
    const code = await perform(approved, { concurrency: 2, lockTimeout: 0, color: false }, shell);
    return { code, said: said.join('') };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { code: 1, said: error.message };
  }
}

const nameOf = ({ parameters }: ReturnType<typeof featuresOf>[number]): string => parameters['displayName'] ?? '';

async function run({ before, after, byHand, faults, meddling }: World): Promise<Attempt> {
  const unowned = byHand.map(([project, name], index): readonly [string, FeatureOnDisk] => [
    projects[project] ?? 'Payments',
    {
      id: `PROJECT_EXT_${900 + index}`,
      provider: 'Docker',
      displayName: `By hand ${name}`,
      repositoryUrl: 'https://x.example.com',
    },
  ]);
  const data = dataDirectory({
    _Root: { features: [] },
    ...Object.fromEntries(
      projects.map((id) => [id, { features: unowned.filter(([where]) => where === id).map(([, feature]) => feature) }]),
    ),
  });
  const server = await startServer({ dataDirectory: data });
  const direct: ServerAccess = { url: server.url, token: server.tokens.edit, pace: swiftPace() };
  const ours = (): readonly (readonly [string, ReturnType<typeof featuresOf>[number]])[] =>
    projects.flatMap((project) =>
      featuresOf(data, project)
        .filter((one) => one.type === 'OAuthProvider' && !nameOf(one).startsWith('By hand'))
        .map((one) => [project, one] as const),
    );
  const untouched = (): readonly unknown[] =>
    projects.map((project) => featuresOf(data, project).filter((one) => nameOf(one).startsWith('By hand')));
  try {
    expect(await attempt(manifestOf(before), direct)).toMatchObject({ code: 0 });
    const handmade = JSON.stringify(untouched());
    const writer = restWriter(direct);
    const proxy = await startFaultProxy(server.url, {
      schedule: faults,
      before: async ({ number }) => {
        const [victim] = number === meddling?.request ? ours() : [];
        if (victim === undefined) return undefined;
        const [project, { id }] = victim;
        if (meddling?.deletes) await writer.deleteFeature(project, id);
        else await writer.setProperty(project, id, 'repositoryUrl', 'https://meddled.example.com');
        return undefined;
      },
    });
    const manifest = manifestOf(after);
    const disturbed = await attempt(manifest, { ...direct, url: proxy.url });
    await proxy.close();
    if (disturbed.code === 0) {
      expect(planChanges(manifest, await restReader(direct).readLive(), anyNumber).plan.changes).toEqual([]);
    } else {
      expect(disturbed.said).toMatch(/PB\d{3}/);
    }
    expect(JSON.stringify(untouched())).toBe(handmade);
    expect(disturbed.said).not.toContain('canary-1');

    // What the killed process of a real run leaves is told by its number; here both are the same process.
    for (const { project, id } of await readLocks(direct)) await writer.deleteFeature(project, id);
    expect(await attempt(manifest, direct)).toMatchObject({ code: 0 });
    expect(planChanges(manifest, await restReader(direct).readLive(), anyNumber)).toMatchObject({
      plan: { changes: [] },
      diagnostics: [],
    });
    expect(JSON.stringify(untouched())).toBe(handmade);
    const expected = projects.flatMap((project) =>
      Object.keys(after[project]).map((key) => `${project}/Registry ${key}`),
    );
    expect(
      ours()
        .map(([project, one]) => `${project}/${nameOf(one)}`)
        .sort(),
    ).toEqual(expected.sort());
    return disturbed;
  } finally {
    await server.close();
  }
}

describe('an apply under any schedule of faults', () => {
  it('comes to its end or says why it does not, and the next one comes to it', async () => {
    const ends = { converged: 0, stopped: 0 };
    await fc.assert(
      fc.asyncProperty(world, async (one) => {
        const { code } = await run(one);
        ends[code === 0 ? 'converged' : 'stopped'] += 1;
      }),
      { numRuns: schedules, examples: [[lostAndChanged]] },
    );
    console.log(
      `tried ${schedules} schedules of faults: ${ends.converged} came to the end, ${ends.stopped} stopped with a reason`,
    );
  });
});
