import { onTestFinished } from 'vitest';
import { type FaultProxy, type FaultProxyOptions, startFaultProxy } from '../fixtures/faults/proxy.ts';

/** A fault-injecting proxy before a server. It ends with the test. */
export async function faultProxy(target: string, options: FaultProxyOptions): Promise<FaultProxy> {
  const proxy = await startFaultProxy(target, options);
  onTestFinished(() => proxy.close());
  return proxy;
}
