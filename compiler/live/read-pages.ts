import { fail } from '../diagnostics/failure.ts';
import type { ServerAccess } from './server-address.ts';

/** What all lists of the REST API have. */
interface Page {
  readonly nextHref?: string | undefined;
}

/** Answers with a thousand things, each with hundreds of properties, are some tens of megabytes. */
export const pageLimit: number = 64 * 1024 * 1024;

/**
 * Reads a list of the REST API to its end, page by page. `what` names the things in it, for messages. A page that was
 * read already ends in PB405: the list would never end.
 */
export async function* readPages<T extends Page>(
  { url }: ServerAccess,
  first: string,
  what: string,
  read: (path: string) => Promise<T>,
): AsyncGenerator<T, void, undefined> {
  const followed = new Set<string>();
  let path: string | undefined = first;
  while (path !== undefined) {
    if (followed.has(path)) {
      throw fail('PB405', `${url} links to a page of ${what} that it has given already.`, {
        notes: [`Its list of ${what} would never end.`],
        hint: 'Check what stands between this machine and the server, such as a proxy that leaves out parts of addresses.',
      });
    }
    followed.add(path);
    const page: T = await read(path);
    yield page;
    path = page.nextHref === undefined ? undefined : belowRest(url, page.nextHref);
  }
}

/** `nextHref` is a path from the server's host, context path included; only the part below the API root is ours to follow. */
function belowRest(url: string, href: string): string {
  const { pathname, search } = URL.canParse(href, url) ? new URL(href, url) : { pathname: '', search: '' };
  const start = pathname.indexOf('/app/rest/');
  if (start < 0) throw fail('PB405', 'The server’s link to the next page does not lead to its REST API.');
  return pathname.slice(start + '/app/rest'.length) + search;
}
