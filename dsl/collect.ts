import { givenInputs } from './inputs.ts';
import { copied, isPlainProject, isRecord, whatItIs } from './plain-data.ts';

/** Why a program declares nothing, as far as that is seen from what it exports. The compiler makes a message of it. */
interface Fault {
  readonly code: 'PB105' | 'PB110';
  readonly message: string;
  readonly hint: string;
  /** Of the declaration that it is about. */
  readonly call?: unknown;
}

/** Takes what is wrong; the program is looked at further. */
type Report = (fault: Fault) => void;

declare global {
  /**
   * Has the engine itself write a value down for the compiler, and answers with its number; undefined where there is
   * something in it that is no data, or what the program has written is too much.
   */
  var __plugboardWrite: ((value: object) => number | undefined) | undefined;
}

const example = "export default root({ stack: 'acme' });";

/**
 * Hands over what a program declares, and answers with its number. It runs beside the program, in the sandbox, where
 * everything takes a hundred times as long as outside: whether it is right, the compiler finds out. `exported` is the
 * namespace of the program's module, `inputs` a JSON object of texts.
 */
export function collect(exported: object, inputs: string): number | undefined {
  const faults: Fault[] = [];
  const stack = exportedRoot(exported, inputs, (fault) => faults.push(fault));
  if (onlyTraces()) return undefined;
  const write = globalThis.__plugboardWrite;
  if (stack === undefined) return write?.({ faults });
  const { policies, ...root } = stack.root;
  // They are made of functions, and run later: here it is enough that they are there.
  const declared = { call: stack.call, root: policies === undefined ? root : { ...root, policies: copied(policies) } };
  const written = isPlainProject(declared.root) ? write?.({ faults, declared }) : undefined;
  return written ?? write?.({ faults, declared: copied(declared) });
}

/**
 * Whether the program runs only to see where some declarations are made, and all of them were. What it declares is known
 * from another run.
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

// A program can be JavaScript, or stand aside of the type checker with `as`: what it holds is known only by looking.
const isRoot = (value: unknown): value is Exported => isRecord(value) && 'call' in value && isRecord(value.root);
const isProject = (value: unknown): value is { readonly call: unknown; readonly id: unknown } =>
  isRecord(value) && 'call' in value && 'id' in value && isRecord(value.properties);
const isConnection = (value: unknown): value is { readonly call: unknown } =>
  isRecord(value) && 'call' in value && 'kind' in value && isRecord(value.properties) && isRecord(value.options);
