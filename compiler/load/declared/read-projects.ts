import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { nearNames } from '../../diagnostics/near-names.ts';
import type { DeclaredNeed, DeclaredProject } from '../../model.ts';
import { NotDeclared } from './findings.ts';
import { isCall } from './is-call.ts';
import { type Pass, readConnections } from './read-connections.ts';
import { isRecord, list, short, whatItIs } from './what-it-is.ts';

const projectNames = ['name', 'parent', 'connections', 'projects', 'needs', 'exclusive'];
const rootNames = ['stack', 'edition', 'rules', 'connections', 'projects', 'needs', 'exclusive', 'policies'];

/** What nobody nests deeper. Every pass to come goes down there. */
const deepest = 250;
const neededKind = 'the name of a kind, or an object with a `kind` or a `use` and values that are texts';

interface RawProject {
  readonly call: number;
  readonly id: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The root and all projects below it. */
export const readRoot = (call: number, properties: RawProject['properties'], pass: Pass): DeclaredProject =>
  readProject({ call, id: '_Root', properties }, rootNames, [], pass);

function readProject(
  { call, id, properties }: RawProject,
  known: readonly string[],
  above: readonly unknown[],
  pass: Pass,
): DeclaredProject {
  const isRoot = above.length === 0;
  const title = isRoot ? 'the root' : titleOf(id);
  const { report } = pass;
  const wrong = (path: readonly string[], what: string, value: unknown, wanted: string): undefined => {
    report('PB203', `${what} of ${title} is ${whatItIs(value)}, not ${wanted}.`, call, { path });
  };
  if (above.length > deepest) {
    throw new NotDeclared(
      diagnostic('PB105', `There are more than ${deepest} levels of projects.`, {
        place: { call },
        hint: 'TeamCity shows a tree of projects: a few levels are enough for thousands.',
      }),
    );
  }
  const within = [...above, properties];
  let members = 0;
  for (const property in properties) {
    members += 1;
    if (known.includes(property)) continue;
    const message = `${isRoot ? 'The root' : 'A project'} has no property \`${short(property)}\`.`;
    report('PB201', message, call, { path: [property], at: 'name', hint: () => didYouMean(property, known) });
  }
  const { name, parent, exclusive = false, needs = [], connections = {}, projects = [] } = properties;
  pass.takeProject(call);
  pass.take(members + list(needs).length + list(projects).length, call);
  if (typeof id !== 'string') {
    report('PB203', `The id of a project is ${whatItIs(id)}, not a text.`, call, { path: ['id'] });
  }
  if (!Array.isArray(needs)) wrong(['needs'], '`needs`', needs, 'a list');
  if (!Array.isArray(projects)) wrong(['projects'], '`projects`', projects, 'a list');
  return {
    call,
    id: typeof id === 'string' ? id : '',
    name: name === undefined || typeof name === 'string' ? name : wrong(['name'], 'The name', name, 'a text'),
    parent:
      parent === undefined || typeof parent === 'string'
        ? parent
        : wrong(['parent'], 'The parent', parent, 'a project id'),
    exclusive:
      typeof exclusive === 'boolean'
        ? exclusive
        : (wrong(['exclusive'], '`exclusive`', exclusive, '`true` or `false`') ?? false),
    needs: list(needs).flatMap((need, index) => {
      const read = readNeed(need);
      if (read !== undefined) return [read];
      return wrong(['needs', String(index)], `Need ${index + 1}`, need, neededKind) ?? [];
    }),
    connections: isRecord(connections)
      ? readConnections(connections, { call, title }, pass)
      : (wrong(['connections'], '`connections`', connections, 'an object of connections by key') ?? []),
    projects: list(projects).flatMap((one, index) => {
      if (!isProject(one)) {
        return wrong(['projects', String(index)], `Number ${index + 1} of the projects`, one, 'a project') ?? [];
      }
      if (!within.includes(one.properties)) return [readProject(one, projectNames, within, pass)];
      const message = `There is a circle: ${titleOf(one.id)} stands below itself.`;
      report('PB105', message, one.call);
      return [];
    }),
  };
}

const titleOf = (id: unknown): string => (typeof id === 'string' ? `project \`${short(id)}\`` : 'a project');

function didYouMean(name: string, known: readonly string[]): string | undefined {
  const [near] = nearNames(name, known);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}

const isProject = (value: unknown): value is RawProject =>
  isRecord(value) && isCall(value.call) && 'id' in value && isRecord(value.properties);

function readNeed(need: unknown): DeclaredNeed | undefined {
  if (typeof need === 'string') return { kind: need, properties: {} };
  if (!isRecord(need) || !isOfTexts(need)) return undefined;
  const { kind, ...properties } = need;
  if (kind !== undefined) return { kind, properties };
  const { use, host, ...others } = need;
  return use === undefined || Object.keys(others).length > 0 ? undefined : { use, host };
}

const isOfTexts = (value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, string>> =>
  Object.values(value).every((one) => typeof one === 'string');
