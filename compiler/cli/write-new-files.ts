import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnostic } from '../diagnostics/diagnostic.ts';
import { Failure } from '../diagnostics/failure.ts';
import { type OutputFile, outputFault, writeOutputFile } from '../files/output-file.ts';
import { cannotWrite } from './write-product.ts';

/**
 * Writes files, by path, that are not there yet. Where one of them is, or could not be written (PB112), nothing at all is
 * written (PB116).
 */
export function writeNewFiles(files: ReadonlyMap<string, string>, within: string): void {
  const present = [...files.keys()].filter((file) => existsSync(file));
  if (present.length > 0) {
    throw new Failure(
      present.map((file) =>
        diagnostic('PB116', `\`${file}\` is there already and would be lost.`, {
          notes: ['Nothing was written.'],
          hint: 'Move it away, or name another folder with `-o DIR`.',
        }),
      ),
    );
  }
  const outputs = [...files.keys()].map(
    (file): OutputFile => ({ path: resolve(file), within, mayReplace: () => false, makeFolders: true }),
  );
  for (const output of outputs) refuse(output.path, outputFault(output));
  for (const output of outputs) refuse(output.path, writeOutputFile(output, files.get(output.path) ?? ''));
}

function refuse(file: string, fault: ReturnType<typeof outputFault>): void {
  if (fault !== undefined) throw cannotWrite(file, fault);
}
