/**
 * Finds secrets in a text in whatever usual encoding another program has put them, in any letter case, cut anywhere and
 * broken over lines: no twelve characters in a row of one may be read from an output.
 *
 * The text is looked at as it is and as it reads after undoing escapes; what is found there is traced back to where it
 * stands. Every twelve characters hold four that begin at a multiple of nine: only those are looked up, so that a text
 * costs what it takes to read it, however many secrets there are.
 */

/** So many characters of a secret in a row give it away. Shorter values have rules of their own. */
const window = 12;
const gram = 4;
const stride = window - gram + 1;

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
  const windows = new Set<string>();
  const grams = new Set<string>();
  const add = (value: string): void => {
    const text = value.toLowerCase();
    for (let at = 0; at + window <= text.length; at += 1) windows.add(text.slice(at, at + window));
    for (let at = 0; at + gram <= text.length; at += 1) grams.add(text.slice(at, at + gram));
  };
  /** Stretches that hold nothing but characters of a secret. */
  const scan = (written: string): readonly Stretch[] => {
    const text = written.toLowerCase();
    // Some letters become two; where they stand, nothing can be traced.
    if (text.length !== written.length) return [];
    const found: Stretch[] = [];
    for (let at = 0; at + gram <= text.length; at += stride) {
      if (!grams.has(text.slice(at, at + gram))) continue;
      for (let start = Math.max(0, at - stride + 1); start <= at && start + window <= text.length; start += 1) {
        if (windows.has(text.slice(start, start + window))) found.push({ start, end: start + window });
      }
    }
    return found;
  };
  return {
    learn: (value) => {
      for (const one of readings(value)) if (one.length >= window) add(one);
    },
    find: (text) => (windows.size === 0 ? [] : views(text).flatMap((view) => inView(view, scan))),
  };
}

const armour = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;
const laidOut = /[\s|=>…]+/g;

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

/** Undoes one escape wherever it stands. */
const undoing =
  (pattern: RegExp, plain: (...match: readonly string[]) => string): Undo =>
  ({ text, trace }) => {
    const points: { readonly at: number; readonly length: number; readonly start: number; readonly end: number }[] = [];
    let read = '';
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      read += text.slice(end, match.index);
      const by = plain(...match);
      const start = match.index;
      end = start + match[0].length;
      points.push({ at: read.length, length: by.length, start, end });
      read += by;
    }
    if (points.length === 0) return { text, trace };
    const pointBefore = (at: number): (typeof points)[number] | undefined => {
      let [low, high] = [0, points.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((points[middle]?.at ?? 0) <= at) low = middle + 1;
        else high = middle;
      }
      return points[low - 1];
    };
    const placeOf = (at: number): Stretch => {
      const point = pointBefore(at);
      if (point === undefined) return { start: at, end: at + 1 };
      if (at < point.at + point.length) return { start: point.start, end: point.end };
      const start = point.end + at - point.at - point.length;
      return { start, end: start + 1 };
    };
    return {
      text: read + text.slice(end),
      trace: ({ start, end: last }) => trace({ start: placeOf(start).start, end: placeOf(last - 1).end }),
    };
  };

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
const lineBreaks = undoing(/\s*(?:\r?\n|\\+n|%0a|\|n|&#10;|&#xa;|<br>)\s*(?:[|=>#]\s*)*/gi, () => '');
const layout = undoing(laidOut, () => '');

/** Each is undone only where it changes something. */
function views(text: string): readonly View[] {
  const plain: View = { text, trace: (stretch) => stretch };
  const first = [plain, lineBreaks(plain), layout(plain)];
  const all = first.flatMap((view) => {
    const slashed = backslashes(view);
    return [
      view,
      entities(view),
      percents(view),
      slashed,
      entities(slashed),
      backslashes(entities(view)),
      backslashes(slashed),
      lineBreaks(slashed),
      percents(entities(view)),
      percents(slashed),
    ];
  });
  const seen = new Set<string>();
  return all.filter((view) => !seen.has(view.text) && seen.add(view.text));
}

function inView(view: View, scan: (text: string) => readonly Stretch[]): readonly Stretch[] {
  const encoded = [
    ...readingsOf(view.text, /(?:[0-9a-f]{2}){12,}/gi, hex),
    ...readingsOf(view.text, /[A-Za-z0-9+/_-]{16,}/g, base64),
  ];
  return [
    ...scan(view.text).map(view.trace),
    ...encoded.flatMap(({ bytes, from, width }) =>
      scan(bytes).map(({ start, end }) =>
        view.trace({ start: from + Math.floor(start * width), end: from + Math.ceil(end * width) }),
      ),
    ),
  ];
}

/** A run of characters read as bytes: where it begins, and how many characters a byte takes. */
interface Reading {
  readonly bytes: string;
  readonly from: number;
  readonly width: number;
}

interface Encoding {
  readonly name: 'hex' | 'base64';
  readonly width: number;
  /** What stands before a value shifts it: where reading may have to begin. */
  readonly offsets: readonly number[];
}

const hex: Encoding = { name: 'hex', width: 2, offsets: [0, 1] };
const base64: Encoding = { name: 'base64', width: 4 / 3, offsets: [0, 1, 2, 3] };

const readingsOf = (text: string, pattern: RegExp, { name, width, offsets }: Encoding): readonly Reading[] =>
  [...text.matchAll(pattern)].flatMap(({ index, 0: run }) =>
    offsets.map((offset) => {
      const part = run.slice(offset);
      // Of half a byte at its end, Node would take nothing of all.
      const whole = name === 'hex' ? part.slice(0, part.length - (part.length % 2)) : part;
      const bytes = Buffer.from(whole, name).toString('latin1');
      return { bytes, from: index + offset, width };
    }),
  );
