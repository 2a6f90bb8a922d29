import { fail } from '../../diagnostics/failure.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import { showJson } from '../../render/show-json.ts';
import { showText } from '../../render/show-text.ts';
import { styleOf } from '../colors.ts';
import { manifestOf } from '../compile-stack.ts';
import type { FormatOption, StackOptions } from '../options.ts';
import type { ExitCode, Shell } from '../shell.ts';

/** `plugboard show [PROJECT]`: the effective connections of one project or of all, where they come from and what for. */
export async function showCommand(
  project: string | undefined,
  options: StackOptions & FormatOption,
  shell: Shell,
): Promise<ExitCode> {
  const manifest = await manifestOf(options, shell);
  if (manifest === undefined) return 1;
  const ids = manifest.projects.map(({ id }) => id);
  if (project !== undefined && !ids.includes(project)) {
    const near = nearNames(project, ids);
    throw fail('PB208', `Stack \`${manifest.stack}\` declares no project \`${project}\`.`, {
      hint: near.length === 0 ? 'Leave the id out to see all projects.' : `Did you mean \`${near[0]}\`?`,
    });
  }
  const shown = project === undefined ? ids : [project];
  shell.out.write(
    options.format === 'json'
      ? showJson(manifest, shown)
      : showText(manifest, shown, shell.out.width ?? 80, styleOf(shell, shell.out, options.color)),
  );
  return 0;
}
