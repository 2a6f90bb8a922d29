/** A part of a text with a limit. */
export interface Section {
  /** What it is made of, to say how much was left out: `change`, `message`. */
  readonly noun: string;
  readonly pieces: readonly string[];
  /** Puts the pieces that fit between what belongs around them. */
  readonly frame: (pieces: readonly string[]) => string;
}

/** What of a section fits into so many characters: as many pieces as possible from its beginning on. */
export function fitSection(section: Section, room: number): { readonly text: string; readonly leftOut: number } {
  const { pieces, frame } = section;
  if (pieces.length === 0) return { text: '', leftOut: 0 };
  const whole = frame(pieces);
  if (whole.length <= room) return { text: whole, leftOut: 0 };
  // The frame may grow with what is in it (a longer fence), so that the length is measured and not reckoned.
  let fits = 0;
  let tooMany = pieces.length;
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (frame(pieces.slice(0, middle)).length <= room) fits = middle;
    else tooMany = middle;
  }
  return { text: fits === 0 ? '' : frame(pieces.slice(0, fits)), leftOut: pieces.length - fits };
}
