import { fail } from '../diagnostics/failure.ts';
import type { RestReader } from '../live/rest-reader.ts';
import type { LiveFeature } from '../model.ts';
import { outcomeOfCreation } from './outcome-of-creation.ts';
import { type Patience, persist } from './persist.ts';
import type { RestWriter } from './rest-writer.ts';

/** What a steady writer looks at the server with. */
export type Look = Pick<RestReader, 'readFeatures' | 'readProject'>;

/**
 * A writer that does not give up at the first trouble, and makes nothing twice: a write whose answer was lost is looked
 * up before it is sent again.
 */
export function steadyWriter(writer: RestWriter, { readFeatures, readProject }: Look, patience: Patience): RestWriter {
  const featuresOf = async (project: string): Promise<readonly LiveFeature[]> => {
    const features = await readFeatures(project);
    if (features !== undefined) return features;
    // Something was just written to it. Whoever says now that it is not there says nothing about what became of that.
    throw fail('PB407', `Project \`${project}\` is not to be found any more.`);
  };
  const find = async (project: string, id: string): Promise<LiveFeature | undefined> =>
    (await featuresOf(project)).find((feature) => feature.id === id);
  const done = (isDone: boolean): true | undefined => (isDone ? true : undefined);
  const steady = async (write: () => Promise<void>, look: () => Promise<true | undefined>): Promise<void> => {
    await persist(() => write().then(() => true), look, patience);
  };
  return {
    findLedger: writer.findLedger,
    createProject: (project) =>
      steady(
        () => writer.createProject(project),
        async () => done((await readProject(project.id))?.parent === project.parent),
      ),
    renameProject: (id, name) =>
      steady(
        () => writer.renameProject(id, name),
        async () => done((await readProject(id))?.name === name),
      ),
    createFeature: (feature) =>
      persist(
        () => writer.createFeature(feature),
        async () => outcomeOfCreation(feature, await featuresOf(feature.project)),
        patience,
      ),
    deleteFeature: (project, id) =>
      steady(
        () => writer.deleteFeature(project, id),
        async () => done((await find(project, id)) === undefined),
      ),
    // What is in a secure property nobody can see: it is sent again, which does no harm.
    setProperty: (project, id, name, value) =>
      steady(
        () => writer.setProperty(project, id, name, value),
        async () => done((await find(project, id))?.properties[name] === value && !name.startsWith('secure:')),
      ),
    removeProperty: (project, id, name) =>
      steady(
        () => writer.removeProperty(project, id, name),
        async () => {
          const found = await find(project, id);
          return done(found?.properties[name] === undefined && !found?.hidden.includes(name));
        },
      ),
  };
}
