import { beforeAll, describe, expect, it } from 'vitest';
import { environmentSecrets, fileSecrets } from '../../fixtures/demo/secrets.ts';
import { type DemoRun, runDemo } from './run-demo.ts';

const lines = (text: string): readonly string[] => text.split('\n');

describe('the demo', () => {
  let run: DemoRun;
  beforeAll(async () => {
    run = await runDemo();
  });

  it('ends well', () => {
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
  });

  it('runs the commands in the order of the work', () => {
    expect(lines(run.stdout).filter((line) => line.startsWith('$ '))).toEqual([
      '$ plugboard check',
      '$ plugboard show Payments_Backend_Api',
      '$ plugboard plan -o plan.json',
      '$ plugboard apply plan.json',
      '$ plugboard plan --detailed-exitcode',
    ]);
  });

  const unmanaged = '8 unmanaged connections left alone, in Legacy, Legacy_Billing, Payments, Platform, Storefront.';

  it('plans something of everything, and nothing once it is applied', () => {
    expect(lines(run.stdout).filter((line) => /^(Plan:|No changes\.|\d+ unmanaged)/.test(line))).toEqual([
      'Plan: 12 to import, 9 to add, 5 to change, 1 to destroy.',
      unmanaged,
      'Plan: 12 to import, 9 to add, 5 to change, 1 to destroy.',
      'No changes. The server matches the declared connections.',
      unmanaged,
    ]);
  });

  it('shows no secret', () => {
    const secrets = [...Object.values(environmentSecrets), ...Object.values(fileSecrets)].map((value) => value.trim());
    const shown = secrets.filter((value) => `${run.stdout}${run.stderr}`.includes(value));
    expect(shown).toEqual([]);
  });

  it('has no colours where nobody sees them', () => {
    expect(run.stdout).not.toContain('\u001b');
  });

  it('leaves no file', () => {
    expect(run.left).toEqual([]);
  });
});

describe('the demo, ended half-way', () => {
  it('leaves no file either, and no process that holds its output open', async () => {
    const run = await runDemo((process, stdout) => {
      if (stdout.includes('$ plugboard plan')) process.kill('SIGTERM');
    });
    expect(run).toMatchObject({ signal: 'SIGTERM', left: [] });
    expect(run.stdout).not.toContain('$ plugboard apply');
  });

  it('has colours where they are asked for, in its commands as well', async () => {
    const run = await runDemo((process, stdout) => {
      if (stdout.includes('$ plugboard plan')) process.kill('SIGTERM');
    }, '--color');
    expect(run.stdout).toContain('\u001b[1m\u001b[34m── 1. ');
    const [, shown = ''] = run.stdout.split('$ plugboard show Payments_Backend_Api');
    const [, said = ''] = (shown.split('\u001b[1m\u001b[34m── 3. ')[0] ?? '').split('\n', 2);
    expect(said).toContain('\u001b[');
  });

  it('leaves none where the reader of its output went away', async () => {
    const run = await runDemo((process, stdout) => {
      if (stdout.includes('$ plugboard check')) process.stdout?.destroy();
    });
    expect(run).toMatchObject({ exitCode: 0, stderr: '', left: [] });
  });
});
