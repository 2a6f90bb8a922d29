import { liveManifest } from '../../live/live-manifest.ts';
import { showJson } from '../../render/show-json.ts';
import { showText } from '../../render/show-text.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { unknownProject } from '../known-project.ts';
import { readLive } from '../live-source.ts';
import type { FormatOption, SourceOptions, StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeProduct } from '../write-product.ts';

/**
 * `plugboard show [PROJECT]`: the effective connections of one project or of all, where they come from and what for. Of
 * the stack, or where a source of live state is named, of what is there now.
 */
export async function showCommand(
  project: string | undefined,
  options: StackOptions & SourceOptions & FormatOption,
  shell: Shell,
): Promise<ExitCode> {
  const fromLive = [options.server, options.dataDir, options.snapshot].some((source) => source !== undefined);
  const manifest = fromLive ? liveManifest(await readLive(options, shell)) : await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const unknown = project === undefined ? undefined : unknownProject(project, manifest, fromLive);
  if (unknown !== undefined) throw unknown;
  const shown = project === undefined ? manifest.projects.map(({ id }) => id) : [project];
  if (options.format === 'json') {
    await writeProduct(shell, '-', showJson(manifest, shown));
  } else {
    shell.out.write(showText(manifest, shown, shell.out.width ?? 80, styleOf(shell, shell.out, options.color)));
  }
  return 0;
}
