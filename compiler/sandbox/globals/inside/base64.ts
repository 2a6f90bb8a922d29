import { domError } from './dom-error.ts';
import type { MakePiece } from './piece.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const invalid = (message: string): Error => domError('InvalidCharacterError', 5, message);

function btoa(given: unknown): string {
  const text = String(given);
  let coded = '';
  for (let at = 0; at < text.length; at += 3) {
    const [a, b, c] = [text.charCodeAt(at), text.charCodeAt(at + 1), text.charCodeAt(at + 2)];
    if (a > 255 || b > 255 || c > 255) throw invalid('Only characters up to U+00FF can be coded.');
    // What is not there is not a number, of which there are no bits.
    const bits = (a << 16) | (b << 8) | c;
    const letter = (shift: number): string => letters.charAt((bits >> shift) & 63);
    const left = text.length - at;
    coded += letter(18) + letter(12) + (left > 1 ? letter(6) : '=') + (left > 2 ? letter(0) : '=');
  }
  return coded;
}

function atob(given: unknown): string {
  const all = String(given).replace(/[\t\n\f\r ]/g, '');
  const coded = all.length % 4 === 0 ? all.replace(/==?$/, '') : all;
  if (coded.length % 4 === 1 || /[^A-Za-z0-9+/]/.test(coded)) throw invalid('The text is not Base64.');
  let text = '';
  let bits = 0;
  let count = 0;
  for (let at = 0; at < coded.length; at += 1) {
    bits = ((bits << 6) | letters.indexOf(coded.charAt(at))) & 0xffffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    text += String.fromCharCode((bits >> count) & 255);
  }
  return text;
}

export const make: MakePiece = () => ({ atob, btoa });
