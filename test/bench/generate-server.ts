import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchConnections } from './bench-connections.ts';
import { connectionElement, projectFile } from './project-file.ts';

/** Children of a project, so that two thousand projects are a tree of seven levels below the root. */
const fanOut = 3;
/** One project in so many carries connections. */
const carrying = 4;
const perProject = 4;

/** Writes the data directory of a server on which nothing was ever declared: most of its projects carry nothing. */
export function generateServer(data: string, count: number): void {
  const idOf = (index: number): string => (index === 0 ? '_Root' : `Project${index}`);
  for (let index = 0; index < count; index += 1) {
    const id = idOf(index);
    const parent = index === 0 ? undefined : idOf(Math.floor((index - 1) / fanOut));
    const own = index % carrying === 1 ? benchConnections(id).slice(0, perProject) : [];
    const extensions = own.map((one, position) => connectionElement(`PROJECT_EXT_${index * 10 + position}`, one));
    const folder = join(data, 'config', 'projects', id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'project-config.xml'), projectFile(id, parent, extensions));
  }
}
