import type { Live, LiveProject } from '../../compiler/model.ts';
import { liveProject, liveRegistry, liveState } from '../live-state.ts';

/** A server with so many projects, four below each, and ten connections in each. */
export function largeServer(count: number): Live {
  const idOf = (index: number): string => (index === 0 ? '_Root' : `Project_${index}`);
  return liveState(
    Array.from({ length: count }, (_, index): LiveProject => {
      const connections = Array.from({ length: 10 }, (_, position) =>
        liveRegistry(`PROJECT_EXT_${index * 10 + position}`, `Registry ${index}.${position}`),
      );
      const parent = index === 0 ? {} : { parent: idOf(Math.floor((index - 1) / 4)) };
      return liveProject(idOf(index), { ...parent, connections });
    }),
  );
}
