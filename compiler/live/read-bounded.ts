import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** An answer is larger than anything that was asked for. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} bytes`);
    this.limit = limit;
  }
}

/** How much of an answer is read; `beginning` says that what lies behind the limit is not needed. */
interface Bound {
  readonly limit: number;
  readonly beginning?: boolean;
}

/**
 * Reads an answer as text, unpacked where it was sent compressed, and little more than the limit into memory.
 *
 * @throws {TooLarge} where it is larger.
 */
export async function readBounded(
  response: IncomingMessage,
  { limit, beginning = false }: Bound,
): Promise<{ readonly text: string; readonly size: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  // To leave the loop closes the connection: nothing that is still on its way is waited for.
  for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit && !beginning) throw new TooLarge(limit);
    chunks.push(chunk);
    if (size > limit) break;
  }
  return { text: new TextDecoder().decode(Buffer.concat(chunks).subarray(0, limit)), size };
}

function unpacked(response: IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  // What goes wrong comes out of the stream that is read.
  return pipeline(response, createGunzip(), () => undefined);
}
