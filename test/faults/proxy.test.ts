import { startServer } from 'plugboard/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FaultProxy, FaultProxyOptions } from '../../fixtures/faults/proxy.ts';
import type { Fault } from '../../fixtures/faults/schedule.ts';
import { dataDirectory } from '../data-directory.ts';
import { faultProxy } from '../fault-proxy.ts';

interface Site {
  readonly proxy: FaultProxy;
  /** Renames the project, and gives the status and the text of the answer, or what the client saw of the fault. */
  readonly rename: () => Promise<string>;
  /** The project's name on the server itself. */
  readonly name: () => Promise<string>;
}

async function site(options: FaultProxyOptions, contextPath = ''): Promise<Site> {
  const data = dataDirectory({ _Root: { features: [] }, Payments: { name: 'Before', features: [] } });
  const server = await startServer({ dataDirectory: data, contextPath });
  onTestFinished(() => server.close());
  const proxy = await faultProxy(server.url, options);
  const headers = { authorization: `Bearer ${server.tokens.edit}`, 'content-type': 'text/plain', accept: 'text/plain' };
  const path = '/app/rest/projects/id:Payments/name';
  return {
    proxy,
    rename: async () => {
      try {
        const answer = await fetch(proxy.url + path, { method: 'PUT', body: 'After', headers });
        const wait = answer.headers.get('retry-after');
        return `${answer.status} ${await answer.text()}${wait === null ? '' : ` (${wait})`}`;
      } catch (error) {
        return error instanceof Error && error.message === 'terminated' ? 'cut off' : 'no answer';
      }
    },
    name: async () => (await fetch(server.url + path, { headers })).text(),
  };
}

const once = (fault: Fault): FaultProxyOptions => ({ schedule: [{ fault }] });

describe('the fault-injecting proxy', () => {
  it('passes everything on where nothing is scheduled, below a context path too', async () => {
    const { proxy, rename, name } = await site({}, '/teamcity');
    expect(proxy.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/teamcity$/);
    expect(await rename()).toBe('200 After');
    expect(await name()).toBe('After');
    expect(proxy.requests).toEqual([
      { number: 1, method: 'PUT', path: '/teamcity/app/rest/projects/id:Payments/name' },
    ]);
  });

  it.each<[Fault, answer: string, name: string]>([
    [{ kind: 'refuse' }, 'no answer', 'Before'],
    [{ kind: 'reset-before' }, 'no answer', 'Before'],
    [{ kind: 'reset-after' }, 'no answer', 'After'],
    [{ kind: 'cut' }, 'cut off', 'After'],
    [{ kind: 'delay', milliseconds: 1 }, '200 After', 'After'],
    [{ kind: 'answer', status: 429, retryAfter: '2' }, '429 Try again later. (2)', 'Before'],
    [{ kind: 'answer', status: 500 }, '500 Try again later.', 'Before'],
    [{ kind: 'answer', status: 502, form: 'html' }, '502 <!DOCTYPE html><title>Error 502</title>', 'Before'],
    [{ kind: 'answer', status: 504, acted: true }, '504 Try again later.', 'After'],
  ])('%j: the client gets %s, and the server has %s', async (fault, answer, name) => {
    const here = await site(once(fault));
    expect(await here.rename()).toBe(answer);
    expect(await here.name()).toBe(name);
    expect(here.proxy.requests.map((one) => one.fault)).toEqual([fault]);
    expect(await here.rename()).toBe('200 After');
  });

  it('lets a test step in before the server hears of a request, and after it has acted', async () => {
    const seen: string[] = [];
    const here = await site({
      before: async ({ method }) => {
        seen.push(`before ${method}: ${await here.name()}`);
        return undefined;
      },
      after: async ({ status }) => {
        seen.push(`after ${status}: ${await here.name()}`);
      },
    });
    await here.rename();
    expect(seen).toEqual(['before PUT: Before', 'after 200: After']);
  });

  it('has a fault that a test gives go before those of the schedule', async () => {
    const { rename } = await site({
      schedule: [{ fault: { kind: 'refuse' }, times: 2 }],
      before: ({ number }) => (number === 2 ? { kind: 'answer', status: 503 } : undefined),
    });
    expect([await rename(), await rename(), await rename()]).toEqual([
      'no answer',
      '503 Try again later.',
      '200 After',
    ]);
  });

  it('stands in front of nothing but this machine', async () => {
    await expect(faultProxy('http://teamcity.example.com', {})).rejects.toThrow('is not on this machine');
  });
});
