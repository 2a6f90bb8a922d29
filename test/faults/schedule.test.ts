import { describe, expect, it } from 'vitest';
import { faultsOf, type ProxiedRequest, type ScheduledFault } from '../../fixtures/faults/schedule.ts';

const requests: readonly ProxiedRequest[] = [
  ['GET', '/projects'],
  ['POST', '/projects/id:A/projectFeatures'],
  ['PUT', '/projects/id:A/projectFeatures/id:1/properties/url'],
  ['GET', '/projects'],
  ['DELETE', '/projects/id:B/projectFeatures/id:2'],
  ['GET', '/projects'],
].map(([method = '', path = ''], index) => ({ number: index + 1, method, path }));

/** What befalls each of the requests: the kind of the fault, or `-`. */
function fates(...schedule: readonly ScheduledFault[]): string {
  const faultOf = faultsOf(schedule);
  return requests.map((request) => faultOf(request)?.kind ?? '-').join(' ');
}

describe('a schedule', () => {
  it('lets everything pass where it is empty', () => {
    expect(fates()).toBe('- - - - - -');
  });

  it('befalls the first request that fits, once', () => {
    expect(fates({ fault: { kind: 'cut' } })).toBe('cut - - - - -');
    expect(fates({ on: { method: 'PUT' }, fault: { kind: 'cut' } })).toBe('- - cut - - -');
    expect(fates({ on: { method: 'write' }, fault: { kind: 'cut' } })).toBe('- cut - - - -');
    expect(fates({ on: { path: 'id:B' }, fault: { kind: 'cut' } })).toBe('- - - - cut -');
    expect(fates({ on: { number: 4 }, fault: { kind: 'cut' } })).toBe('- - - cut - -');
    expect(fates({ on: { number: 4, method: 'PUT' }, fault: { kind: 'cut' } })).toBe('- - - - - -');
  });

  it('lets some pass first, and then befalls as many as it says', () => {
    expect(fates({ on: { method: 'GET' }, skip: 1, fault: { kind: 'cut' } })).toBe('- - - cut - -');
    expect(fates({ on: { method: 'GET' }, times: 2, fault: { kind: 'cut' } })).toBe('cut - - cut - -');
    expect(fates({ on: { method: 'write' }, skip: 1, times: 'always', fault: { kind: 'cut' } })).toBe(
      '- - cut - cut -',
    );
  });

  it('goes by the first entry where several fit, and each counts all that fit', () => {
    expect(
      fates(
        { on: { method: 'GET' }, fault: { kind: 'refuse' } },
        { skip: 2, times: 2, fault: { kind: 'cut' } },
        { on: { method: 'GET' }, skip: 1, times: 'always', fault: { kind: 'reset-after' } },
      ),
    ).toBe('refuse - cut cut - reset-after');
  });
});
