import { visible } from '../diagnostics/visible.ts';
import type { Retry } from '../live/retries.ts';
import type { EndedExchange } from '../live/server-address.ts';

/** Tells a person why it takes longer. */
export function retryLine({ reason, pause, next, tries }: Retry): string {
  const seconds = pause < 10_000 ? Math.round(pause / 100) / 10 : Math.round(pause / 1000);
  return `${visible(reason)} Trying again in ${seconds} s (${next} of ${tries}).\n`;
}

/** One exchange for `--debug`: no values of the query, no headers, no bodies. */
export function debugLine({ method, path, milliseconds, status, size = 0 }: EndedExchange): string {
  const came = status === undefined ? 'no answer' : `${status}, ${size} bytes`;
  return `debug: ${method} ${visible(`/app/rest${withoutValues(path)}`)}: ${came}, ${milliseconds} ms\n`;
}

function withoutValues(path: string): string {
  const [pathname = '', query] = path.split('?', 2);
  if (query === undefined) return pathname;
  return `${pathname}?${query
    .split('&')
    .map((one) => one.replace(/=.*/, ''))
    .join('&')}`;
}
