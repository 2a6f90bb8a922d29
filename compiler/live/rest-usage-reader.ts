import * as z from 'zod';
import { pointersOf } from '../kinds/pointers.ts';
import type { Usage } from '../model.ts';
import { readJson } from './read-json.ts';
import { pageLimit, readPages } from './read-pages.ts';
import { settingsNotVisible } from './rest-reader.ts';
import type { ServerAccess } from './server-address.ts';
import { connectionType, type FoundUsage, type UsageReader } from './usage-reader.ts';

const properties = z
  .object({ property: z.array(z.object({ name: z.string(), value: z.string().optional() })).optional() })
  .optional();
const feature = z.object({ id: z.string().optional(), type: z.string().optional(), properties });
const nextHref = z.string().optional();
const buildTypes = z.object({
  nextHref,
  buildType: z.array(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      projectId: z.string(),
      templateFlag: z.boolean().optional(),
      features: z.object({ feature: z.array(feature).optional() }).optional(),
    }),
  ),
});
const vcsRoots = z.object({
  nextHref,
  'vcs-root': z.array(
    z.object({
      id: z.string(),
      name: z.string().optional(),
      vcsName: z.string().optional(),
      project: z.object({ id: z.string() }),
      properties,
    }),
  ),
});
const projects = z.object({
  nextHref,
  project: z.array(
    z.object({ id: z.string(), projectFeatures: z.object({ projectFeature: z.array(feature).optional() }).optional() }),
  ),
});

const propertyFields = 'properties(property(name,value))';

/**
 * Asks a server what points at connections: build features of build configurations and templates (with what they inherit
 * from templates), VCS roots, and project features, in three lists for each of the projects.
 */
export function restUsageReader(access: ServerAccess): UsageReader {
  return {
    readUsages: async (tops) => {
      const found: FoundUsage[] = [];
      for (const top of tops) {
        const within = `affectedProject:(id:${top})`;
        for await (const one of inBuildTypes(access, within)) found.push(...one);
        for await (const one of inVcsRoots(access, within)) found.push(...one);
        for await (const one of inProjects(access, within)) found.push(...one);
      }
      return found;
    },
  };
}

const list = (path: string, locator: string, fields: string): string =>
  `${path}?locator=${encodeURIComponent(`${locator},count:1000,start:0`)}&fields=${encodeURIComponent(fields)}`;

const pagesOf = <T extends { readonly nextHref?: string | undefined }>(
  access: ServerAccess,
  first: string,
  shape: z.ZodType<T>,
  what: string,
): AsyncGenerator<T> => readPages(access, first, what, (path) => readJson(access, path, shape, pageLimit));

async function* inBuildTypes(access: ServerAccess, within: string): AsyncGenerator<readonly FoundUsage[]> {
  // Templates are left out unless asked for.
  const locator = `${within},templateFlag:any`;
  const fields = `nextHref,buildType(id,name,projectId,templateFlag,features(feature(type,${propertyFields})))`;
  for await (const page of pagesOf(access, list('/buildTypes', locator, fields), buildTypes, 'build configurations')) {
    const withheld = page.buildType.filter(({ features }) => features === undefined);
    if (withheld.length > 0) throw settingsNotVisible([...new Set(withheld.map(({ projectId }) => projectId))]);
    yield page.buildType.flatMap(({ id, name, projectId, templateFlag, features }) =>
      (features?.feature ?? []).flatMap(({ type, properties: held }) =>
        usages(held, {
          by: templateFlag ? 'template' : 'build-configuration',
          project: projectId,
          id,
          name: name ?? id,
          type,
        }),
      ),
    );
  }
}

async function* inVcsRoots(access: ServerAccess, within: string): AsyncGenerator<readonly FoundUsage[]> {
  const fields = `nextHref,vcs-root(id,name,vcsName,project(id),${propertyFields})`;
  for await (const page of pagesOf(access, list('/vcs-roots', within, fields), vcsRoots, 'VCS roots')) {
    yield page['vcs-root'].flatMap(({ id, name, vcsName, project, properties: held }) =>
      usages(held, { by: 'vcs-root', project: project.id, id, name: name ?? id, type: vcsName }),
    );
  }
}

async function* inProjects(access: ServerAccess, within: string): AsyncGenerator<readonly FoundUsage[]> {
  const fields = `nextHref,project(id,projectFeatures(projectFeature(id,type,${propertyFields})))`;
  for await (const page of pagesOf(access, list('/projects', within, fields), projects, 'projects')) {
    yield page.project.flatMap(({ id: project, projectFeatures }) =>
      (projectFeatures?.projectFeature ?? [])
        .filter(({ type }) => type !== connectionType)
        .flatMap(({ id = '', type, properties: held }) =>
          usages(held, { by: 'project-feature', project, id, name: type ?? id, type }),
        ),
    );
  }
}

function usages(held: z.infer<typeof properties>, user: Omit<Usage, 'property'>): readonly FoundUsage[] {
  const shown = (held?.property ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
  return pointersOf(Object.fromEntries(shown)).map((pointer) => ({ ...user, ...pointer }));
}
