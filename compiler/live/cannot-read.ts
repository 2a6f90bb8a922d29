import { relative } from 'node:path';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { ProjectConfigError } from './config-element.ts';
import type { ProjectFile } from './project-files.ts';

/** Why a settings file of a project cannot be read (PB409), with the place where it is wrong. */
export function cannotRead({ id, path }: ProjectFile, directory: string, error: unknown): Diagnostic {
  const where = relative(directory, path) || path;
  if (error instanceof ProjectConfigError) {
    return diagnostic(
      'PB409',
      `\`${where}\` is not a TeamCity settings file: ${error.message} (line ${error.line}, column ${error.column}).`,
      {
        hint: `Restore the file of project \`${id}\` from a backup, or let the server write it again.`,
      },
    );
  }
  return diagnostic('PB409', `\`${where}\` cannot be read.`, { hint: 'Check that this user may read the file.' });
}
