import { git, gitFailed, objectsMissing } from './git.ts';

/** What a line about an object can be at most: an id in SHA-256, a type, and a size. */
const mostOfLine = 120;

/** Sizes of files by the ids of their objects, without reading them. */
export async function blobSizes(repository: string, objects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (objects.length === 0) return new Map();
  const run = await git(repository, ['cat-file', '--batch-check', '--buffer'], {
    input: listed(objects),
    bytes: objects.length * mostOfLine,
  });
  if (run.exitCode !== 0) throw gitFailed(run);
  const lines = run.out.toString().split('\n');
  return new Map(objects.map((object, index) => [object, sizeIn(lines[index], object)]));
}

/** The contents of files by the ids of their objects, all in one run of Git. */
export async function readBlobs(
  repository: string,
  sizes: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, Buffer>> {
  if (sizes.size === 0) return new Map();
  let bytes = sizes.size * mostOfLine;
  for (const size of sizes.values()) bytes += size;
  const run = await git(repository, ['cat-file', '--batch', '--buffer'], { input: listed([...sizes.keys()]), bytes });
  if (run.exitCode !== 0) throw gitFailed(run);
  const contents = new Map<string, Buffer>();
  let at = 0;
  for (const [object, size] of sizes) {
    const start = run.out.indexOf('\n', at) + 1;
    const isAsked = start > 0 && sizeIn(run.out.subarray(at, start - 1).toString(), object) === size;
    at = start + size + 1;
    if (!isAsked || at > run.out.length) throw objectsMissing();
    contents.set(object, run.out.subarray(start, start + size));
  }
  return contents;
}

const listed = (objects: readonly string[]): string => objects.map((object) => `${object}\n`).join('');

/** Git answers in the order in which it is asked; of what it lacks it says `missing`. */
function sizeIn(line: string | undefined, object: string): number {
  const [id, type, size = ''] = line?.split(' ') ?? [];
  if (id !== object || type !== 'blob' || !/^\d{1,15}$/.test(size)) throw objectsMissing();
  return Number(size);
}
