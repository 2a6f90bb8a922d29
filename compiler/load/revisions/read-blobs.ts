import { git, gitFailed } from './git.ts';

/** The contents of files by the ids of their objects, all in one run of Git. */
export async function readBlobs(repository: string, objects: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  if (objects.length === 0) return new Map();
  const run = await git(repository, ['cat-file', '--batch'], {
    input: objects.map((object) => `${object}\n`).join(''),
    bytes: 256_000_000,
  });
  if (run.exitCode !== 0) throw gitFailed(run);
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < run.out.length; ) {
    const end = run.out.indexOf('\n', at);
    const [object = '', type, size] = run.out.subarray(at, end).toString().split(' ');
    // A partial clone may lack an object, and be unable to get it.
    if (end === -1 || type !== 'blob' || size === undefined) throw gitFailed({ ...run, exitCode: 1 });
    const start = end + 1;
    contents.set(object, run.out.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}
