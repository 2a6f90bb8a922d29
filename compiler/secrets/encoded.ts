import { once } from '../once.ts';

/**
 * Finds secrets in a text in whatever usual encoding another program has put them, in any letter case, cut anywhere and
 * broken over lines: no twelve characters in a row of one may be read from an output.
 *
 * Twelve characters are twenty-four of hex and at least fifteen whole ones of Base64, so what is looked for is known
 * beforehand in each of these.
 * The text is looked at as it is, as it reads after undoing escapes, and without its layout; what is found there is traced
 * back to where it stands. Of so many characters, four begin at a multiple of a few: only those are looked up, so that a
 * text costs what it takes to read it, however many secrets there are.
 */

/** So many characters of a secret in a row give it away. Shorter values have rules of their own. */
const window = 12;
const gram = 4;

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What secrets are recognised by. */
export interface Fingerprints {
  readonly learn: (value: string) => void;
  readonly find: (text: string) => readonly Stretch[];
}

export function fingerprints(): Fingerprints {
  const plain = seeker(window, (text) => text.toLowerCase());
  const hex = seeker(2 * window, (text) => text.toLowerCase());
  const base64 = seeker((4 * window) / 3 - 1, (text) =>
    /[-_]/.test(text) ? text.replaceAll('-', '+').replaceAll('_', '/') : text,
  );
  const seekers = [plain, hex, base64];
  return {
    learn: (value) => {
      for (const one of readings(value)) {
        plain.add(one);
        const bytes = Buffer.from(one);
        hex.add(bytes.toString('hex'));
        // What stands before a value shifts it: of the first and the last character, other bytes have a part.
        for (const before of [0, 1, 2]) {
          const encoded = Buffer.concat([Buffer.alloc(before), bytes])
            .toString('base64')
            .replace(/=+$/, '');
          base64.add(encoded.slice(before === 0 ? 0 : before + 1, (before + bytes.length) % 3 === 0 ? undefined : -1));
        }
      }
    },
    find: (text) =>
      plain.isEmpty()
        ? []
        : views(text).flatMap((view) => seekers.flatMap((one) => one.find(view.text).map(view.trace))),
  };
}

interface Seeker {
  readonly isEmpty: () => boolean;
  readonly add: (value: string) => void;
  readonly find: (text: string) => readonly Stretch[];
}

/** Finds pieces of so many characters that some value has, after both were brought into one form. */
function seeker(length: number, form: (text: string) => string): Seeker {
  const pieces = new Set<string>();
  const grams = new Set<string>();
  const stride = length - gram + 1;
  return {
    isEmpty: () => pieces.size === 0,
    add: (value) => {
      const text = form(value);
      if (text.length < length) return;
      for (let at = 0; at + length <= text.length; at += 1) pieces.add(text.slice(at, at + length));
      for (let at = 0; at + gram <= text.length; at += 1) grams.add(text.slice(at, at + gram));
    },
    find: (written) => {
      const text = form(written);
      // Some letters become two; where they stand, nothing can be traced.
      if (pieces.size === 0 || text.length !== written.length) return [];
      const found: Stretch[] = [];
      for (let at = 0; at + gram <= text.length; at += stride) {
        if (!grams.has(text.slice(at, at + gram))) continue;
        for (let start = Math.max(0, at - stride + 1); start <= at && start + length <= text.length; start += 1) {
          if (pieces.has(text.slice(start, start + length))) found.push({ start, end: start + length });
        }
      }
      return found;
    },
  };
}

const armour = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;
const laidOut = /\|n|[\s|=>…#]+/g;

/** The texts that a value can be read from: as it is, without its line breaks, without all blanks, and as bytes. */
function readings(value: string): ReadonlySet<string> {
  const lines = value.split(/\s*\r?\n\s*/).filter((line) => !armour.test(line.trim()));
  const texts = [...(lines.length > 1 ? lines : [value]), lines.join(''), lines.join('').replace(laidOut, '')];
  return new Set(texts.flatMap((text) => [text.trim(), Buffer.from(text.trim()).toString('latin1')]));
}

/** A text after something was undone, and where its characters stand in the one before. */
interface View {
  readonly text: string;
  readonly trace: (stretch: Stretch) => Stretch;
}

type Undo = (view: View) => View;
type Plain = '' | ((...match: readonly string[]) => string);

/** Undoes one escape wherever it stands. Where each character came from is worked out only if somebody asks. */
const undoing =
  (pattern: RegExp, plain: Plain): Undo =>
  (view) => {
    const { text, trace } = view;
    // To put nothing in many places is quicker without asking for each.
    const read = plain === '' ? text.replace(pattern, '') : text.replace(pattern, (...match) => plain(...match));
    if (read === text) return view;
    const placeOf = once(() => placesIn(text, pattern, plain));
    return {
      text: read,
      trace: ({ start, end }) => trace({ start: placeOf()(start).start, end: placeOf()(end - 1).end }),
    };
  };

function placesIn(text: string, pattern: RegExp, plain: Plain): (at: number) => Stretch {
  const points: { readonly at: number; readonly length: number; readonly start: number; readonly end: number }[] = [];
  let shift = 0;
  for (const match of text.matchAll(pattern)) {
    const { length } = plain === '' ? plain : plain(...match);
    const end = match.index + match[0].length;
    points.push({ at: match.index - shift, length, start: match.index, end });
    shift += match[0].length - length;
  }
  return (at) => {
    let [low, high] = [0, points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((points[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const point = points[low - 1];
    if (point === undefined) return { start: at, end: at + 1 };
    if (at < point.at + point.length) return { start: point.start, end: point.end };
    const start = point.end + at - point.at - point.length;
    return { start, end: start + 1 };
  };
}

const characterOf = (code: number): string => {
  try {
    return String.fromCodePoint(code);
  } catch {
    return '';
  }
};

const entityNames: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const entities = undoing(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) =>
  hex !== undefined
    ? characterOf(Number.parseInt(hex, 16))
    : decimal !== undefined
      ? characterOf(Number(decimal))
      : (entityNames[name?.toLowerCase() ?? ''] ?? ''),
);
/** Bytes by percent, whatever was escaped once more with them; what is no character by itself is compared as bytes. */
const percents = undoing(/(?:%25)*%([0-9a-f]{2})/gi, (_, hex = '') => String.fromCharCode(Number.parseInt(hex, 16)));
const backslashes = undoing(
  /\\+(?:u\{?([0-9a-f]{4,6})\}?|x([0-9a-f]{2})|(n|r|t)|(["'`\\/]))/gi,
  (_, unicode, hex, line, sign) => {
    const code = unicode ?? hex;
    if (code !== undefined) return characterOf(Number.parseInt(code, 16));
    return sign ?? (line === 't' ? '\t' : '\n');
  },
);
const layout = undoing(laidOut, '');

/** Each is undone only where it changes something. Line breaks that were escaped are layout once they are none. */
function views(text: string): readonly View[] {
  const plain: View = { text, trace: (stretch) => stretch };
  const undone = (view: View, undo: Undo, sign: string): View => (view.text.includes(sign) ? undo(view) : view);
  const slashed = undone(plain, backslashes, '\\');
  const marked = undone(plain, entities, '&');
  const all = [
    plain,
    slashed,
    marked,
    undone(plain, percents, '%'),
    undone(slashed, entities, '&'),
    undone(slashed, backslashes, '\\'),
    undone(slashed, percents, '%'),
    undone(marked, backslashes, '\\'),
    undone(marked, percents, '%'),
  ];
  return [...new Set([...new Set(all)].flatMap((view) => [view, layout(view)]))];
}
