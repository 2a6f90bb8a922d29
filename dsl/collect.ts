import { collectPolicies, collectRules } from './collect-settings.ts';
import type { Fault, Report } from './collected-fault.ts';
import { givenInputs } from './inputs.ts';
import { Cycle, isRecord, list, plainData, whatItIs } from './plain-data.ts';

const projectNames = ['name', 'parent', 'connections', 'projects', 'needs', 'exclusive'];
const rootNames = ['stack', 'edition', 'rules', 'connections', 'projects', 'needs', 'exclusive', 'policies'];
const example = "export default root({ stack: 'acme' });";

/**
 * What a program declares, as JSON text: `{ "declared": ... }`, or `{ "faults": [...] }`. It runs beside the program,
 * in the sandbox; `exported` is the namespace of the program's module, `inputs` a JSON object of texts.
 */
export function collect(exported: object, inputs: string): string {
  const faults: Fault[] = [];
  const stack = exportedRoot(exported, inputs, (fault) => faults.push(fault));
  if (onlyTraces()) return '';
  const declared = stack && collectRoot(stack, (fault) => faults.push(fault));
  return JSON.stringify(faults.length === 0 ? { declared } : { faults });
}

/**
 * Whether the program runs only to see where some declarations are made, and all of them were. What it declares is known
 * from another run, and to collect it takes longer than to run it.
 */
function onlyTraces(): boolean {
  const { wanted = {}, made = {} } = globalThis.__plugboardTrace ?? {};
  const calls = Object.keys(wanted);
  return calls.length > 0 && calls.every((call) => call in made);
}

interface Exported {
  readonly call: unknown;
  readonly root: Readonly<Record<string, unknown>>;
}

/** The root that a program exports, after it was given its inputs; undefined where that is something else. */
export function exportedRoot(exported: object, inputs: string, report: Report): Exported | undefined {
  const { default: value, ...named } = exported as Readonly<Record<string, unknown>>;
  const wrong = (message: string, hint: string, call?: unknown): undefined => {
    report({ code: 'PB105', message, hint, call });
  };
  if (!('default' in exported)) {
    const [name] = Object.entries(named).find(([, one]) => isRoot(one)) ?? [];
    return wrong(
      'The program has no default export.',
      name === undefined ? `End it with \`${example}\`` : `Write \`export default\` before what \`${name}\` is.`,
    );
  }
  const isFunction = typeof value === 'function';
  const unused = isFunction ? [] : Object.keys(JSON.parse(inputs));
  for (const name of unused) {
    report({
      code: 'PB110',
      message: `Input \`${name}\` was given, but the program takes none.`,
      hint: `Leave \`--input ${name}=...\` out, or export a function of the inputs: \`export default (inputs: { ${name}: string }) => root({...})\`.`,
    });
  }
  const result: unknown = isFunction ? value(givenInputs(inputs)) : value;
  if (isRoot(result)) return result;
  const what = isFunction ? 'The function that the program exports returns' : 'The default export of the program is';
  if (result instanceof Promise) {
    return wrong(`${what} a promise.`, 'Remove `async` and `await`: a program has nothing to wait for.');
  }
  if (isProject(result)) {
    return wrong(
      `${what} project \`${result.id}\`.`,
      "Put it into the root: `export default root({ stack: 'acme', projects: [...] });`",
      result.call,
    );
  }
  if (isConnection(result)) {
    return wrong(
      `${what} a connection.`,
      "Give it a key in the root: `export default root({ stack: 'acme', connections: { key: ... } });`",
      result.call,
    );
  }
  return wrong(
    `${what} ${whatItIs(result)}, not what \`root({...})\` returns.`,
    isFunction ? "Let it return `root({ stack: 'acme' })`." : `End the program with \`${example}\``,
  );
}

function collectRoot({ call, root }: Exported, report: Report): unknown {
  const { stack, edition = 'on-premises', rules } = root;
  if (stack === undefined) {
    report({ code: 'PB202', message: 'The root lacks `stack`, the name of the stack.', call });
  } else if (typeof stack !== 'string') {
    report({ code: 'PB203', message: `\`stack\` is ${whatItIs(stack)}, not a text.`, call, path: ['stack'] });
  }
  if (edition !== 'on-premises' && edition !== 'cloud') {
    report({ code: 'PB203', message: '`edition` is neither `on-premises` nor `cloud`.', call, path: ['edition'] });
  }
  if (rules !== undefined) collectRules(rules, call, report);
  return {
    stack,
    edition,
    rules,
    root: collectProject('_Root', call, root, rootNames, new Set(), report),
    ...(root.policies === undefined ? {} : { policies: collectPolicies(root.policies, call, report) }),
  };
}

function collectProject(
  id: unknown,
  call: unknown,
  properties: Readonly<Record<string, unknown>>,
  known: readonly string[],
  parents: ReadonlySet<unknown>,
  report: Report,
): unknown {
  const title = id === '_Root' ? 'the root' : `project \`${String(id)}\``;
  const wrong = (path: readonly string[], what: string, value: unknown, wanted: string): void =>
    report({ code: 'PB203', message: `${what} of ${title} is ${whatItIs(value)}, not ${wanted}.`, call, path });
  if (typeof id !== 'string') {
    report({ code: 'PB203', message: `The id of a project is ${whatItIs(id)}, not a text.`, call, path: ['id'] });
  }
  if (parents.has(properties)) {
    report({ code: 'PB105', message: `There is a circle: ${title} stands below itself.`, call });
    return undefined;
  }
  const within = new Set(parents).add(properties);
  for (const name of Object.keys(properties)) {
    if (known.includes(name)) continue;
    const message = `${id === '_Root' ? 'The root' : 'A project'} has no property \`${name}\`.`;
    report({ code: 'PB201', message, call, path: [name], at: 'name', unknown: name, known });
  }
  const { name, parent, exclusive = false, needs = [], connections = {}, projects = [] } = properties;
  if (name !== undefined && typeof name !== 'string') wrong(['name'], 'The name', name, 'a text');
  if (parent !== undefined && typeof parent !== 'string') wrong(['parent'], 'The parent', parent, 'a project id');
  if (typeof exclusive !== 'boolean') wrong(['exclusive'], '`exclusive`', exclusive, '`true` or `false`');
  if (!Array.isArray(needs)) wrong(['needs'], '`needs`', needs, 'a list');
  if (!isRecord(connections)) wrong(['connections'], '`connections`', connections, 'an object of connections by key');
  if (!Array.isArray(projects)) wrong(['projects'], '`projects`', projects, 'a list');

  return {
    call,
    id,
    name,
    parent,
    exclusive,
    needs: list(needs).map((need, index) => {
      const read = readNeed(need);
      if (read !== undefined) return read;
      const wanted = 'the name of a kind, or an object with a `kind` or a `use` and values that are texts';
      return wrong(['needs', String(index)], `Need ${index + 1}`, need, wanted);
    }),
    connections: isRecord(connections) ? collectConnections(connections, title, wrong, report) : [],
    projects: list(projects).map((one, index) => {
      if (isProject(one)) return collectProject(one.id, one.call, one.properties, projectNames, within, report);
      return wrong(['projects', String(index)], `Number ${index + 1} of the projects`, one, 'a project');
    }),
  };
}

function readNeed(need: unknown): object | undefined {
  if (typeof need === 'string') return { kind: need, properties: {} };
  if (!isRecord(need) || !Object.values(need).every((value) => value === undefined || typeof value === 'string')) {
    return undefined;
  }
  const { kind, ...properties } = need;
  if (kind !== undefined) return { kind, properties };
  const { use, host, ...others } = need;
  return use === undefined || Object.keys(others).length > 0 ? undefined : { use, host };
}

function collectConnections(
  connections: Readonly<Record<string, unknown>>,
  owner: string,
  wrong: (path: readonly string[], what: string, value: unknown, wanted: string) => void,
  report: Report,
): readonly unknown[] {
  const collected: unknown[] = [];
  for (const key of Object.keys(connections)) {
    const connection = connections[key];
    if (connection === undefined) continue;
    if (isConnection(connection)) collected.push(collectConnection(key, connection, owner, report));
    else wrong(['connections', key], `\`${key}\` among the connections`, connection, 'a connection');
  }
  return collected;
}

/** There are ten thousand of them, and nearly all have no option and nothing that is wrong: nothing is made for those. */
function collectConnection(key: string, connection: DeclaredConnection, owner: string, report: Report): unknown {
  const { call, kind, options } = connection;
  const { adopt, formerly, protect } = options;
  if (adopt !== undefined && typeof adopt !== 'string') {
    report(wrongOption('adopt', adopt, "a connection's id", key, owner, call));
  }
  if (formerly !== undefined && typeof formerly !== 'string') {
    report(wrongOption('formerly', formerly, 'a key', key, owner, call));
  }
  if (protect !== undefined && typeof protect !== 'boolean') {
    report(wrongOption('protect', protect, '`true` or `false`', key, owner, call));
  }
  const properties = propertiesOf(connection, key, owner, report);
  return { call, key, kind, properties, adopt, formerly, protect };
}

const wrongOption = (
  name: string,
  value: unknown,
  wanted: string,
  key: string,
  owner: string,
  call: unknown,
): Fault => ({
  code: 'PB203',
  message: `\`${name}\` of connection \`${key}\` in ${owner} is ${whatItIs(value)}, not ${wanted}.`,
  call,
  path: [name],
});

function propertiesOf(connection: DeclaredConnection, key: string, owner: string, report: Report): unknown {
  try {
    return plainData(connection.properties, asReference);
  } catch (error) {
    if (!(error instanceof Cycle)) throw error;
    const message = `There is a circle: a property of connection \`${key}\` in ${owner} contains itself.`;
    report({ code: 'PB105', message, call: connection.call });
    return undefined;
  }
}

/** Where a connection is the value of a property, it refers to the declaration by the number of its call. */
function asReference(value: object): object | undefined {
  return 'call' in value && isConnection(value) && typeof value.call === 'number' ? { call: value.call } : undefined;
}

interface DeclaredProject {
  readonly call: unknown;
  readonly id: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface DeclaredConnection {
  readonly call: unknown;
  readonly kind: unknown;
  readonly properties: unknown;
  readonly options: Readonly<Record<string, unknown>>;
}

// A program can be JavaScript, or stand aside of the type checker with `as`: what it holds is known only by looking.
const isRoot = (value: unknown): value is Exported => isRecord(value) && 'call' in value && isRecord(value.root);
const isProject = (value: unknown): value is DeclaredProject =>
  isRecord(value) && 'call' in value && 'id' in value && isRecord(value.properties);
const isConnection = (value: unknown): value is DeclaredConnection =>
  isRecord(value) && 'call' in value && 'kind' in value && isRecord(value.properties) && isRecord(value.options);
