import { describe, expect, it } from 'vitest';
import { apiMessages } from '../../../compiler/load/standby/api-messages.ts';

describe('messages of the compiler’s API', () => {
  it('become those that it prints', () => {
    const source = {
      fileName: '/stack/a.ts',
      getLineAndCharacterOfPosition: (position: number) => ({
        line: Math.floor(position / 10),
        character: position % 10,
      }),
    };
    const late = { pos: 21, end: 25, code: 2554, category: 1, text: 'Expected 1 arguments, but got 0.' };
    const inner = { pos: 0, end: 1, code: 2322, category: 1, text: 'inner' };
    const outer = { pos: 0, end: 1, code: 2326, category: 1, text: 'outer', messageChain: [inner, inner] };
    const early = { pos: 3, end: 4, code: 2322, category: 1, text: 'first', messageChain: [outer, inner] };
    const advice = { pos: 1, end: 4, code: 6133, category: 2, text: 'It is never read.' };
    const place = { file: '/stack/a.ts', line: 1, column: 4 };
    expect(apiMessages([late, early, advice, late], source)).toEqual([
      { ...place, code: 'TS2322', text: 'first', details: ['  outer', '    inner', '    inner', '  inner'] },
      { ...place, code: 'TS2554', text: late.text, details: [], line: 3, column: 2 },
    ]);
  });
});
