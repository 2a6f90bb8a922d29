import type { Manifest } from '../model.ts';
import { jsonText } from './json-text.ts';

/** The manifest as a file: the same manifest gives the same bytes. */
export const manifestJson = (manifest: Manifest): string => jsonText(manifest);
