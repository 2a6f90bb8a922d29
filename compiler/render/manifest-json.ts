import type { Manifest } from '../model.ts';

/** The manifest as a file: the same manifest gives the same bytes. */
export const manifestJson = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;
