import { describe, expect, it } from 'vitest';
import { ledgerWriter } from '../../compiler/apply/ledger-writer.ts';
import type { NewFeature, RestWriter } from '../../compiler/apply/rest-writer.ts';

/** A server of one project that can lose the answer to a request that it carried out. */
function forgetfulServer(): {
  readonly writer: RestWriter;
  readonly ledgers: Map<string, Record<string, string>>;
  loseNext: boolean;
} {
  const ledgers = new Map<string, Record<string, string>>();
  const unexpected = async (): Promise<never> => {
    throw new Error('not expected');
  };
  const server = {
    ledgers,
    loseNext: false,
    writer: {
      createProject: unexpected,
      renameProject: unexpected,
      createFeature: async ({ properties }: NewFeature) => {
        const id = `L${ledgers.size + 1}`;
        ledgers.set(id, { ...properties });
        if (!server.loseNext) return id;
        server.loseNext = false;
        throw new Error('the answer was lost');
      },
      findLedger: async (_project: string, stack: string) =>
        [...ledgers].find(([, properties]) => properties['stack'] === stack)?.[0],
      deleteFeature: async (_project: string, feature: string) => void ledgers.delete(feature),
      setProperty: async (_project: string, feature: string, name: string, value: string) => {
        ledgers.set(feature, { ...ledgers.get(feature), [name]: value });
      },
      removeProperty: async (_project: string, feature: string, name: string) => {
        const { [name]: _, ...rest } = ledgers.get(feature) ?? {};
        ledgers.set(feature, rest);
      },
    },
  };
  return server;
}

const entry = { kind: 'dockerRegistry', id: 'PROJECT_EXT_1' };

describe('the ledger of a project', () => {
  it('is made with its first entry and goes with its last', async () => {
    const { writer, ledgers } = forgetfulServer();
    const ledger = ledgerWriter(writer, 'acme', 'Payments', undefined);
    await ledger.record('a', entry);
    await ledger.record('b', entry);
    expect([...ledgers.keys()]).toEqual(['L1']);
    await ledger.remove('a');
    await ledger.remove('b');
    await ledger.remove('never there');
    expect(ledgers.size).toBe(0);
  });

  it('is looked for and not made again where the answer to making it was lost', async () => {
    const server = forgetfulServer();
    const ledger = ledgerWriter(server.writer, 'acme', 'Payments', undefined);
    server.loseNext = true;
    await expect(ledger.record('a', entry)).rejects.toThrow('the answer was lost');
    await ledger.record('b', entry);
    expect([...server.ledgers.keys()]).toEqual(['L1']);
    expect(Object.keys(server.ledgers.get('L1') ?? {})).toContain('connection:b');
  });
});
