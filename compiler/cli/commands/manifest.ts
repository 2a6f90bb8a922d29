import { manifestJson } from '../../render/manifest-json.ts';
import { manifestOf } from '../compile-stack.ts';
import type { StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeProduct } from '../write-product.ts';

/** `plugboard manifest`: the compiled stack as JSON. */
export async function manifestCommand(
  options: StackOptions & { readonly output?: string | undefined; readonly force?: boolean | undefined },
  shell: Shell,
): Promise<ExitCode> {
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const { output: file, force } = options;
  writeProduct(shell, { product: 'manifest', file, force }, manifestJson(manifest));
  return 0;
}
