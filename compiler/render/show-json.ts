import type { Manifest } from '../model.ts';
import { jsonText } from './json-text.ts';
import { shownProjects } from './shown-project.ts';

/** `show` for programs. */
export const showJson = (manifest: Manifest, ids: readonly string[]): string =>
  jsonText({ format_version: '1.0', stack: manifest.stack, projects: shownProjects(manifest, ids) });
