import fc, { type Arbitrary } from 'fast-check';

/**
 * Texts of any characters that Unicode has a place for. (`fc.string({ unit: 'binary' })` makes them, too, but takes
 * more than a second and 100 MB for a table of all of them first.)
 */
export const anyText = (maxLength: number = 10): Arbitrary<string> =>
  fc.array(anyCharacter, { maxLength }).map((characters) => characters.join(''));

/** The halves of pairs between the ranges are no characters by themselves. */
const anyCharacter = fc
  .oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10_ffff }),
  )
  .map((code) => String.fromCodePoint(code));
