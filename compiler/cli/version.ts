import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ownFolder } from '../files/own-files.ts';

/** The version of this package. */
export const version = (): string => String(JSON.parse(readFileSync(join(ownFolder, 'package.json'), 'utf8')).version);
