import { snapshotText } from '../../live/snapshot.ts';
import { readLive } from '../live-source.ts';
import type { SourceOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeProduct } from '../write-product.ts';

/** `plugboard snapshot`: the live state as a file, for planning and importing without a server. */
export async function snapshotCommand(
  options: SourceOptions & { readonly output?: string | undefined; readonly force?: boolean | undefined },
  shell: Shell,
): Promise<ExitCode> {
  const { output: file, force } = options;
  writeProduct(shell, { product: 'snapshot', file, force }, snapshotText(await readLive(options, shell)));
  return 0;
}
