import { readFileSync } from 'node:fs';

/** The version in our own package file, which lies above both the sources and what is built from them. */
export function version(): string {
  for (const path of ['../../package.json', '../../../package.json']) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (name === 'plugboard') return String(version);
    } catch {
      // Not at this depth: try the next.
    }
  }
  return 'unknown';
}
