import { Failure, fail } from '../diagnostics/failure.ts';
import type { ServerAccess } from './server-address.ts';
import { isTooOld, oldestVersion, readServer } from './server-version.ts';

/**
 * Throws what reading the projects failed with, and says more where a second look helps: where the server does not know
 * the request, it is asked what it is; where it stops in the middle, that this is what happened.
 */
export async function explained(access: ServerAccess, error: unknown, projectsRead: number): Promise<never> {
  if (!(error instanceof Failure)) throw error;
  if (projectsRead > 0) throw inTheMiddle(error, projectsRead);
  const [first] = error.diagnostics;
  if (first === undefined || !isStrange(error)) throw error;
  const version = await versionOf(access, error);
  if (version === undefined) {
    throw fail(
      'PB405',
      `${access.url} does not answer as a TeamCity server does.`,
      {
        notes: [first.message, ...(first.notes ?? [])],
        hint: 'Check the address: with the context path, such as `https://example.com/teamcity`, and without what the browser shows behind it.',
      },
      error.circumstances,
    );
  }
  if (isTooOld(version)) {
    throw fail(
      'PB417',
      `${access.url} runs TeamCity ${version}. Plugboard needs ${oldestVersion} or newer.`,
      { notes: [first.message], hint: 'Upgrade the server, or plan from its files with `--data-dir DIR`.' },
      error.circumstances,
    );
  }
  throw error;
}

/** Whether the server does not know what was asked, or answers something that TeamCity does not. */
const isStrange = ({ diagnostics, circumstances }: Failure): boolean =>
  diagnostics.some(({ code }) => code === 'PB407' || (code === 'PB405' && circumstances.status === undefined));

/** Undefined where it has none, and so is no TeamCity server. */
async function versionOf(access: ServerAccess, earlier: Failure): Promise<string | undefined> {
  try {
    return (await readServer({ ...access, pace: { ...access.pace, tries: 1 } })).version;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [first] = error.diagnostics;
    if (first?.code === 'PB405' || first?.code === 'PB407') return undefined;
    throw earlier;
  }
}

function inTheMiddle({ diagnostics, circumstances }: Failure, projectsRead: number): Failure {
  const note = `It had answered for ${projectsRead} projects before. What was read is not used.`;
  return new Failure(
    diagnostics.map((one) => ({ ...one, notes: [...(one.notes ?? []), note] })),
    circumstances,
  );
}
