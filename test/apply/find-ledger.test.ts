import { startServer } from 'plugboard/sandbox';
import { expect, it, onTestFinished } from 'vitest';
import { restWriter } from '../../compiler/apply/rest-writer.ts';
import { dataDirectory } from '../data-directory.ts';

it('a ledger is found by its stack and its project, so that no copy is taken for it', async () => {
  const ledger = (
    id: string,
    stack: string,
    project: string,
  ): { id: string; type: string } & Record<string, string> => ({
    id,
    type: 'plugboard',
    format: '1',
    stack,
    project,
  });
  const features = [
    ledger('PROJECT_EXT_1', 'other', 'Payments'),
    ledger('PROJECT_EXT_2', 'acme', 'Origin'),
    ledger('PROJECT_EXT_3', 'acme', 'Payments'),
  ];
  const data = dataDirectory({ _Root: { features: [] }, Payments: { features }, Copy: { features } });
  const server = await startServer({ dataDirectory: data });
  onTestFinished(() => server.close());
  const { findLedger } = restWriter({ url: server.url, token: server.tokens.read });
  expect(await findLedger('Payments', 'acme')).toBe('PROJECT_EXT_3');
  expect(await findLedger('Copy', 'acme')).toBeUndefined();
});
