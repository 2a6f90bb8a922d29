import type { Manifest } from '../../model.ts';

/** What a stack declares that is not there: nothing, in the name of the one that is there before or after. */
export const emptyManifest = ({ stack, edition, kinds }: Manifest): Manifest => ({
  formatVersion: '1.0',
  stack,
  edition,
  projects: [{ id: '_Root', effective: 0 }],
  connections: [],
  effectiveSets: [{ adds: [] }],
  ...(kinds === undefined ? {} : { kinds }),
});
