import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from 'plugboard/sandbox';
import { describe, expect, it } from 'vitest';
import { plugboard } from '../e2e/plugboard.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the sandbox', () => {
  it.each([
    [['--host', '999.1.1.1'], 'error[PB119]: address cannot be listened on'],
    [['--host', '192.0.2.1'], 'error[PB119]: address cannot be listened on'],
    [['--ready-file', '/nonexistent/ready.json'], 'error[PB112]: file cannot be written'],
  ])('with %j says what is wrong and ends', async (argv, message) => {
    const { code, out, err } = await plugboard(['sandbox', '--port', '0', ...argv], { folder: temporaryFolder() });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).toMatch(/\n1 error\.\n$/);
  });
});

describe('a ready file that cannot be written', () => {
  it('leaves neither a draft nor a server', async () => {
    const folder = temporaryFolder({ 'ready.json/taken': '' });
    const starting = startServer({ readyFile: join(folder, 'ready.json') });
    await expect(starting).rejects.toMatchObject({ name: 'ReadyFileError' });
    expect(readdirSync(folder)).toEqual(['ready.json']);
  });
});
