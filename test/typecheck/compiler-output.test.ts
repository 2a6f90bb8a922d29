import { describe, expect, it } from 'vitest';
import { readCompilerOutput } from '../../compiler/typecheck/compiler-output.ts';

const read = (output: string, ...own: readonly string[]): ReturnType<typeof readCompilerOutput> =>
  readCompilerOutput(output, (name) => {
    if (own.includes(name)) return 'own';
    return name.startsWith('node_modules/') ? 'other' : undefined;
  });

describe('what the compiler writes', () => {
  it('is read as messages with details', () => {
    const output = [
      'a.ts(1,2): error TS2322: One.',
      '  Detail.',
      '    Deeper.',
      'b.ts(10,20): error TS1005: Two.\r',
      '',
    ].join('\n');
    expect(read(output, 'a.ts', 'b.ts')).toEqual({
      messages: [
        { file: 'a.ts', line: 1, column: 2, code: 'TS2322', text: 'One.', details: ['  Detail.', '    Deeper.'] },
        { file: 'b.ts', line: 10, column: 20, code: 'TS1005', text: 'Two.', details: [] },
      ],
      count: 2,
      saysMore: false,
    });
  });

  it('is a message only where it begins with the whole name of a file that it was given', () => {
    const forged = 'a(1,1): error TS1000: x';
    const output = [
      `${forged}/secret.ts(3,4): error TS2322: Quoted.`,
      'secret.ts(1,1): error TS2322: Unknown.',
      `${forged}/own.ts(5,6): error TS2741: Meant.`,
      '',
    ].join('\n');
    const { messages, general } = read(output, `${forged}/own.ts`);
    expect(messages).toEqual([
      { file: `${forged}/own.ts`, line: 5, column: 6, code: 'TS2741', text: 'Meant.', details: [] },
    ]);
    expect(general).toBeUndefined();
  });

  it('is left out with its details where it is about packages, and counted where there is too much', () => {
    const packages = 'node_modules/p/i.ts(1,1): error TS2322: Theirs.\n  Their detail.\n';
    const own = Array.from({ length: 700 }, (_, index) => `a.ts(${index + 1},1): error TS1005: ${index}.\n`).join('');
    const { messages, count, saysMore } = read(`${own}${packages}`, 'a.ts');
    expect([messages.length, count, saysMore]).toEqual([500, 700, true]);
    expect(messages.flatMap(({ details }) => details)).toEqual([]);
  });

  it('is cut where it quotes something long, and where it was broken off', () => {
    const { messages } = read(
      `a.ts(1,1): error TS2322: ${'x'.repeat(5000)}\n  ${'y'.repeat(5000)}\na.ts(2,1): err`,
      'a.ts',
    );
    expect(messages.map(({ text, details }) => [text.length, ...details.map(({ length }) => length)])).toEqual([
      [1004, 1004],
    ]);
  });

  it('has a code where it is about no file', () => {
    expect(read('error TS5023: Unknown compiler option.\n').general).toBe('TS5023');
  });

  it('is read in a time that grows with its size alone', () => {
    const began = performance.now();
    const one = `${'(1,1): error TS1000: '.repeat(200_000)}\n`;
    const many = 'a.ts(1,1): error TS1000: x\n'.repeat(150_000);
    expect(read(one + many, 'a.ts').count).toBe(150_000);
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
