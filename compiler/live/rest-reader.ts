import * as z from 'zod';
import { Failure, fail } from '../diagnostics/failure.ts';
import { parentsFirst } from '../flatten/parents-first.ts';
import type { Live, LiveFeature, LiveProject } from '../model.ts';
import { answeredFeatures, liveFeature } from './answered-feature.ts';
import { explained } from './explained.ts';
import { readJson } from './read-json.ts';
import { pageLimit, readPages } from './read-pages.ts';
import type { ServerAccess } from './server-address.ts';
import { readServer } from './server-version.ts';

const project = z.object({
  id: z.string(),
  name: z.string().optional(),
  parentProjectId: z.string().optional(),
  archived: z.boolean().optional(),
  readOnlyUI: z.object({ value: z.boolean().optional() }).optional(),
  projectFeatures: z.object({ projectFeature: answeredFeatures.optional() }).optional(),
});
const features = z.object({ projectFeature: answeredFeatures.optional() });
const page = z.object({ nextHref: z.string().optional(), project: z.array(project) });

const pageSize = 1000;
const locator = 'item:(type:OAuthProvider),item:(type:plugboard)';
const featureFields = 'projectFeature(id,type,properties(property(name,value)))';
const inTree = `$locator(${locator},item:(type:versionedSettings)),${featureFields}`;
const fields = `nextHref,project(id,name,parentProjectId,archived,readOnlyUI(value),projectFeatures(${inTree}))`;
const ownFeatures = `locator=${encodeURIComponent(locator)}&fields=${encodeURIComponent(featureFields)}`;

/** What can be read from a server. There is no way to write through it: whoever plans cannot change anything. */
export interface RestReader {
  /** All projects with their connections and ledgers: one request per thousand projects. */
  readonly readLive: () => Promise<Live>;
  /** A project's own connections and ledgers; undefined where the server does not have the project. */
  readonly readFeatures: (project: string) => Promise<readonly LiveFeature[] | undefined>;
  /** Name and parent of a project; undefined where the server does not have it. */
  readonly readProject: (id: string) => Promise<Pick<LiveProject, 'name' | 'parent'> | undefined>;
  /** The server's own id and version. */
  readonly readIdentity: () => Promise<{ readonly serverId: string; readonly version: string }>;
}

/** A reader for the server at this address. */
export function restReader(access: ServerAccess): RestReader {
  return {
    readLive: async () => {
      const first = `/projects?locator=${encodeURIComponent(`count:${pageSize},start:0`)}&fields=${encodeURIComponent(fields)}`;
      const projects: LiveProject[] = [];
      const withheld: string[] = [];
      const read = (path: string): Promise<z.infer<typeof page>> =>
        readJson(access, path, page, pageLimit).catch((error: unknown) => explained(access, error, projects.length));
      for await (const answer of readPages(access, first, 'projects', read)) {
        for (const one of answer.project) {
          projects.push(liveProject(one));
          // Absent, not empty: the server leaves it out where the user may not view the project's settings.
          if (one.projectFeatures === undefined) withheld.push(one.id);
        }
      }
      if (withheld.length > 0) throw settingsNotVisible(withheld);
      return { source: { kind: 'server', url: access.url }, projects: parentsFirst(projects) };
    },
    readFeatures: (id) =>
      unlessMissing(async () => {
        const path = `/projects/id:${encodeURIComponent(id)}/projectFeatures?${ownFeatures}`;
        return ((await readJson(access, path, features)).projectFeature ?? []).map(liveFeature);
      }),
    readProject: (id) =>
      unlessMissing(async () => {
        const path = `/projects/id:${encodeURIComponent(id)}?fields=id,name,parentProjectId`;
        const found = await readJson(access, path, project);
        return { name: found.name ?? found.id, parent: found.parentProjectId };
      }),
    readIdentity: async () => {
      const { internalId, version } = await readServer(access);
      return { serverId: internalId ?? '', version: version ?? '' };
    },
  };
}

async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Failure && error.circumstances.status === 404) return undefined;
    throw error;
  }
}

function liveProject(answer: z.infer<typeof project>): LiveProject {
  const features = (answer.projectFeatures?.projectFeature ?? []).map(liveFeature);
  return {
    id: answer.id,
    name: answer.name ?? answer.id,
    parent: answer.parentProjectId,
    archived: answer.archived ?? false,
    readOnly: answer.readOnlyUI?.value ?? false,
    connections: features.filter(({ type }) => type === 'OAuthProvider'),
    ledgers: features.filter(({ type }) => type === 'plugboard'),
    versionedSettings: features.findLast(({ type }) => type === 'versionedSettings'),
  };
}

/** What the server leaves out where the user may not view it is not the same as nothing. */
export function settingsNotVisible(projects: readonly string[]): Failure {
  const shown = projects.slice(0, 5).map((id) => `\`${id}\``);
  const more = projects.length > shown.length ? ` and ${projects.length - shown.length} more` : '';
  return fail('PB404', `The access token may not view the settings of ${shown.join(', ')}${more}.`, {
    notes: ['The server leaves their connections out of its answer, which is not the same as having none.'],
    hint: 'Give the token’s user the permission “View project settings” in these projects.',
  });
}
