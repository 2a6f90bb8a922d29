import type { Drift } from '../model.ts';
import { jsonText } from './json-text.ts';

/** What has drifted, for programs. */
export function driftJson({ stack, source, items, owned }: Drift): string {
  return jsonText({ format_version: '1.0', stack, source, owned, drift: items });
}
