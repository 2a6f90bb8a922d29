import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Why a file was not read. */
export type ReadFault = 'absent' | 'refused' | 'not a regular file' | 'too large';

const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a file that is one: no folder, device or pipe, and no link, as somebody may put one there at any moment.
 * Nothing is read of a file that is larger than `most` bytes.
 */
export function readBytes(path: string, most: number): Buffer | ReadFault {
  let file: number;
  try {
    file = openSync(path, flags);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'absent';
    // A link, a socket, or a device without a driver.
    return code === 'ELOOP' || code === 'EMLINK' || code === 'ENXIO' ? 'not a regular file' : 'refused';
  }
  try {
    const found = fstatSync(file);
    if (!found.isFile()) return 'not a regular file';
    if (found.size > most) return 'too large';
    // It may grow while it is read, and files of some systems say that they are empty.
    const bytes = Buffer.allocUnsafe(Math.max(found.size, 4096) + 1);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(file, bytes, length, bytes.length - length, null);
      if (read === 0) return bytes.subarray(0, length);
      length += read;
    }
    return 'too large';
  } catch {
    return 'refused';
  } finally {
    closeSync(file);
  }
}

/** A small text, such as a `package.json`; undefined where there is none that can be read. */
export function readRegularFile(path: string): string | undefined {
  const bytes = readBytes(path, 1_000_000);
  return typeof bytes === 'string' ? undefined : bytes.toString();
}
