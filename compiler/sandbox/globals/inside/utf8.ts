/** The bytes of a text in UTF-8. What is half of a character counts as U+FFFD. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 3);
  const length = writeBytes(text, bytes).written;
  return bytes.slice(0, length);
}

/** Writes as many characters as fit. */
export function writeBytes(text: string, bytes: Uint8Array): { readonly read: number; readonly written: number } {
  let read = 0;
  let written = 0;
  while (read < text.length) {
    const code = text.codePointAt(read) ?? 0;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    const length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (written + length > bytes.length) break;
    if (length === 1) bytes[written] = point;
    else {
      bytes[written] = (0xf00 >> length) | (point >> (6 * (length - 1)));
      for (let index = 1; index < length; index += 1) {
        bytes[written + index] = 0x80 | ((point >> (6 * (length - 1 - index))) & 63);
      }
    }
    written += length;
    read += code >= 0x10000 ? 2 : 1;
  }
  return { read, written };
}

/** A text from bytes, and which of them are the beginning of a character that is not complete. */
export function textOf(bytes: Uint8Array, wrong: () => string): { readonly text: string; readonly rest: Uint8Array } {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      text += String.fromCharCode(first);
      at += 1;
      continue;
    }
    const more = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
    let code = first & (0x3f >> more);
    let length = 1;
    while (length <= more && at + length < bytes.length) {
      const next = bytes[at + length] ?? 0;
      // The second byte tells what is longer than it must be, half of a character, or beyond the last one.
      const least = length > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
      const most = length > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
      if (next < least || next > most) break;
      code = (code << 6) | (next & 63);
      length += 1;
    }
    if (more > 0 && length > more) text += String.fromCodePoint(code);
    else if (more > 0 && at + length === bytes.length) return { text, rest: bytes.slice(at) };
    else text += wrong();
    at += length;
  }
  return { text, rest: new Uint8Array() };
}
