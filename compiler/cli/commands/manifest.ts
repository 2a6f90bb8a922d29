import { manifestJson } from '../../render/manifest-json.ts';
import { manifestOf } from '../compile-stack.ts';
import type { StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeProduct } from '../write-product.ts';

/** `plugboard manifest`: the compiled stack as JSON. */
export async function manifestCommand(
  options: StackOptions & { readonly output?: string | undefined },
  shell: Shell,
): Promise<ExitCode> {
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  await writeProduct(shell, options.output, manifestJson(manifest));
  return 0;
}
