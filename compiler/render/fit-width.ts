/** A character that is shown, with the colour codes before it, which take no room. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences.
const shown = /(?:\u001b\[[\d;]*m)*[^\u001b]|(?:\u001b\[[\d;]*m)+/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences.
const colors = /\u001b\[[\d;]*m/g;

const narrowest = 20;

/**
 * A text for a terminal of this width: long lines go on in lines of their own, remarks (`# ...`) as remarks, values
 * under the value and notes of messages (`= ...`) under the note. Broken between words where there are any. Without a width nothing is broken.
 */
export const fitWidth = (text: string, width: number | undefined): string =>
  width === undefined
    ? text
    : text
        .split('\n')
        .flatMap((line) => fitLine(line, Math.max(width, narrowest)))
        .join('\n');

function fitLine(line: string, width: number): readonly string[] {
  const plain = line.replace(colors, '');
  if (plain.length <= width) return [line];
  const lead = leadOf(plain, width);
  const lines: string[] = [];
  let rest: readonly string[] = line.match(shown) ?? [];
  let room = width;
  while (rest.length > room) {
    const cut = cutBefore(rest, room);
    lines.push(`${lines.length === 0 ? '' : lead}${rest.slice(0, cut).join('').trimEnd()}`);
    rest = rest.slice(cut);
    while (rest[0]?.replace(colors, '') === ' ') rest = rest.slice(1);
    room = width - lead.length;
  }
  return [...lines, `${lines.length === 0 ? '' : lead}${rest.join('')}`];
}

/** What stands before the continuation of a line. */
function leadOf(plain: string, width: number): string {
  const [remark] = /^\s*# /.exec(plain) ?? [];
  if (remark !== undefined) return remark;
  const [note] = /^\s*= /.exec(plain) ?? [];
  if (note !== undefined) return ' '.repeat(note.length);
  const [before] = /^\s+[-+~]? ?[\w.]+ +(?:= )?/.exec(plain) ?? /^\s*/.exec(plain) ?? [''];
  return ' '.repeat(before.length <= width / 2 ? before.length : 8);
}

/** After the last blank that still fits, unless that would leave most of the line empty. */
function cutBefore(characters: readonly string[], room: number): number {
  for (let at = room; at > room / 2; at -= 1) {
    if (characters[at]?.replace(colors, '') === ' ') return at;
  }
  return room;
}
