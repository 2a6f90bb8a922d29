import type * as z from 'zod';
import { fail } from '../diagnostics/failure.ts';
import { send } from './request.ts';
import { usualPace, withRetries } from './retries.ts';
import type { ServerAccess } from './server-address.ts';

/** Reads JSON of a known shape. `path` is below `/app/rest`; `limit` is the most bytes, where that is more than usual. */
export async function readJson<T>(access: ServerAccess, path: string, shape: z.ZodType<T>, limit?: number): Promise<T> {
  const where = `\`GET /app/rest${path.split('?')[0]}\``;
  const answer = await withRetries(
    async () => parsed(await send(access, { method: 'GET', path, limit }), access.url, where),
    { ...usualPace, ...access.pace },
    access,
  );
  const checked = shape.safeParse(answer);
  if (checked.success) return checked.data;
  const at = checked.error.issues[0]?.path.join('.') ?? '';
  throw fail(
    'PB405',
    `${access.url} answered ${where} in an unknown form${at === '' ? '' : ` (at \`${at}\`)`}.`,
    { hint: 'Check that the address is that of a TeamCity server, with its context path.' },
    { outcome: 'unknown' },
  );
}

function parsed(text: string, url: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Where the end of the connection is the end of the answer, one that was cut off looks whole.
    if (/^\s*([{[]|$)/.test(text)) {
      throw fail(
        'PB406',
        `The answer of ${url} to ${where} is not whole: it breaks off or is damaged.`,
        { hint: 'Nothing can be said about what is on the server. Run the command again.' },
        { outcome: 'unknown', isTemporary: true },
      );
    }
    throw fail(
      'PB405',
      `${url} answered ${where} with something else than JSON.`,
      { hint: 'Check that the address is that of a TeamCity server, with its context path.' },
      { outcome: 'unknown' },
    );
  }
}
