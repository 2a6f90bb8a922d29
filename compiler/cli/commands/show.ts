import { liveManifest } from '../../live/live-manifest.ts';
import { sourceName } from '../../plan/source-name.ts';
import { showJson } from '../../render/show-json.ts';
import { showText } from '../../render/show-text.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import { unknownProject } from '../known-project.ts';
import { readLive } from '../live-source.ts';
import type { FormatOption, SourceOptions, StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';
import { writeProduct } from '../write-product.ts';

export interface ShowCommandOptions extends StackOptions, SourceOptions, FormatOption {
  /** File to write the page to. */
  readonly html?: string | undefined;
  readonly force?: boolean | undefined;
}

/**
 * `plugboard show [PROJECT]`: the effective connections of one project or of all, where they come from and what for. Of
 * the stack, or where a source of live state is named, of what is there now. With `--html`, all of it as a page in a file.
 */
export async function showCommand(
  project: string | undefined,
  options: ShowCommandOptions,
  shell: Shell,
): Promise<ExitCode> {
  const fromLive = [options.server, options.dataDir, options.snapshot].some((source) => source !== undefined);
  const live = fromLive ? await readLive(options, shell) : undefined;
  const manifest = live === undefined ? await manifestOf(options, shell) : liveManifest(live);
  if (manifest === undefined) return 1;
  const unknown = project === undefined ? undefined : unknownProject(project, manifest, fromLive);
  if (unknown !== undefined) throw unknown;
  if (options.html !== undefined) {
    const { showHtml } = await import('../../render/html/show-html.ts');
    const source = live === undefined ? `stack ${manifest.stack}` : sourceName(live);
    const page = { product: 'page', file: options.html, force: options.force } as const;
    writeProduct(shell, page, showHtml(manifest, source, project));
    return 0;
  }
  const shown = project === undefined ? manifest.projects.map(({ id }) => id) : [project];
  if (options.format === 'json') {
    shell.out.write(showJson(manifest, shown), 'exact');
  } else {
    shell.out.write(showText(manifest, shown, shell.out.width ?? 80, styleOf(shell, shell.out, options.color)));
  }
  return 0;
}
