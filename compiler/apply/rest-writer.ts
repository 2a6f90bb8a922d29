import * as z from 'zod';
import { ledgerType } from '../ledger/ledger.ts';
import { type RestRequest, request } from '../live/request.ts';
import type { ServerAccess } from '../live/server-address.ts';
import type { ProjectChange } from '../model.ts';

const created = z.object({ id: z.string() });
const property = z.object({ name: z.string(), value: z.string().optional() });
const ledger = z.object({ id: z.string(), properties: z.object({ property: z.array(property) }) });
const found = z.object({ projectFeature: z.array(ledger).optional() });

/** A feature that is to be made. */
export interface NewFeature {
  readonly project: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Ids of features that cannot be it, should anybody have to find out whether it was made. */
  readonly before: readonly string[];
  /** The properties that tell it from all others of its type in the project, however the rest of it is changed. */
  readonly identity: readonly string[];
}

/** Everything that Plugboard ever does to a server. */
export interface RestWriter {
  readonly createProject: (project: ProjectChange) => Promise<void>;
  readonly renameProject: (id: string, name: string) => Promise<void>;
  /** Creates a feature and gives the id that the server chose. */
  readonly createFeature: (feature: NewFeature) => Promise<string>;
  /** Looks for the ledger of a stack in a project, where nobody knows whether it could be made. */
  readonly findLedger: (project: string, stack: string) => Promise<string | undefined>;
  readonly deleteFeature: (project: string, feature: string) => Promise<void>;
  /** Sets one property and leaves all others, secure ones too, as they are. */
  readonly setProperty: (project: string, feature: string, name: string, value: string) => Promise<void>;
  readonly removeProperty: (project: string, feature: string, name: string) => Promise<void>;
}

/**
 * A writer for the server at this address. It has no way to replace a whole feature or a whole list of features: the
 * first loses secrets that are not sent along, the second gives every feature a new id.
 */
export function restWriter(access: ServerAccess): RestWriter {
  const send = (method: RestRequest['method'], path: string, body?: RestRequest['body']): Promise<string> =>
    request(access, { method, path, body });
  const json = (value: unknown): RestRequest['body'] => ({ type: 'application/json', text: JSON.stringify(value) });
  const text = (value: string): RestRequest['body'] => ({ type: 'text/plain', text: value });

  const featuresOf = (project: string): string => `/projects/id:${encodeURIComponent(project)}/projectFeatures`;
  const featurePath = (project: string, feature: string): string =>
    `${featuresOf(project)}/id:${encodeURIComponent(feature)}`;
  const propertyPath = (project: string, feature: string, name: string): string =>
    `${featurePath(project, feature)}/properties/${encodeURIComponent(name)}`;

  return {
    createProject: async ({ id, name, parent }) => {
      await send('POST', '/projects', json({ id, name, parentProject: { locator: `id:${parent}` } }));
    },
    renameProject: async (id, name) => {
      await send('PUT', `/projects/id:${encodeURIComponent(id)}/name`, text(name));
    },
    createFeature: async ({ project, type, properties }) => {
      const property = Object.entries(properties).map(([name, value]) => ({ name, value }));
      const answer = await send('POST', `${featuresOf(project)}?fields=id`, json({ type, properties: { property } }));
      return created.parse(JSON.parse(answer)).id;
    },
    findLedger: async (project, stack) => {
      const fields = 'projectFeature(id,properties(property(name,value)))';
      const query = `locator=${encodeURIComponent(`type:${ledgerType}`)}&fields=${encodeURIComponent(fields)}`;
      const answer = found.parse(JSON.parse(await send('GET', `${featuresOf(project)}?${query}`)));
      // One that was copied along with another project names that one, and is not ours to write into.
      return answer.projectFeature?.find(({ properties: { property } }) => {
        const of = (name: string): string | undefined => property.find((one) => one.name === name)?.value;
        return of('stack') === stack && of('project') === project;
      })?.id;
    },
    deleteFeature: async (project, feature) => {
      await send('DELETE', featurePath(project, feature));
    },
    setProperty: async (project, feature, name, value) => {
      await send('PUT', propertyPath(project, feature, name), text(value));
    },
    removeProperty: async (project, feature, name) => {
      await send('DELETE', propertyPath(project, feature, name));
    },
  };
}
