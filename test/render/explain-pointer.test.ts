import { describe, expect, it } from 'vitest';
import { guarded } from '../../compiler/cli/guarded.ts';
import { run } from '../../compiler/cli/run.ts';
import { diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { explainPointer } from '../../compiler/render/explain-pointer.ts';
import { temporaryFolder } from '../temporary-folder.ts';

describe('the last line of messages', () => {
  it('names the command that explains an error', () => {
    const errors = [diagnostic('PB301', 'x'), diagnostic('PB301', 'y')];
    expect(explainPointer(errors)).toBe('For more about this error, run `plugboard explain PB301`.\n');
    expect(explainPointer([...errors, diagnostic('PB202', 'z')])).toBe(
      'For more about an error, run `plugboard explain PB301`.\n',
    );
  });

  it('says nothing of warnings, and of errors of the TypeScript compiler', () => {
    const typeError = { code: 'TS2322', severity: 'error', title: 'type error', message: 'x' } as const;
    expect(explainPointer([diagnostic('PB414', 'x'), typeError])).toBe('');
  });

  it.each([['check'], ['plan'], ['show']])('is there for somebody at a terminal alone: %s', async (command) => {
    const printed = async (isTerminal: boolean): Promise<string> => {
      let text = '';
      const output = { write: (more: string): string => (text += more), isTerminal };
      const shell = { environment: {}, workingDirectory: temporaryFolder(), ask: undefined, out: output, err: output };
      await run([command, '--no-color'], guarded(shell));
      return text;
    };
    expect(await printed(true)).toMatch(/\n1 error\.\nFor more about this error, run `plugboard explain PB101`\.\n$/);
    expect(await printed(false)).toMatch(/\n1 error\.\n$/);
  });
});
