import { alternativeNames } from '../kinds/alternative-names.ts';
import { builtInKinds } from '../kinds/registry.ts';

const typeOf = (builder: string): string => builder.charAt(0).toUpperCase() + builder.slice(1);

let functions: ReadonlyMap<string, string> | undefined;

/** The functions of the DSL, by the names of the types of what they take. */
function functionsByType(): ReadonlyMap<string, string> {
  const names = [...builtInKinds.all.map(({ name }) => name), ...alternativeNames()];
  functions ??= new Map([
    ['ProjectProperties', 'project'],
    ['RootProperties', 'root'],
    ...names.map((name) => [typeOf(name), name] as const),
  ]);
  return functions;
}

/**
 * The name by which an author knows the type of what a function takes: `SlackConnection & ConnectionOptions` is that of
 * `slackConnection`. Types of the author's own keep theirs.
 */
export function takerOf(type: string): string {
  const [, without, more, needed] = /^(?:Omit<(\w+), .*>|(\w+) & ConnectionOptions|NeedOf<"(\w+)">)$/.exec(type) ?? [];
  const name = without ?? more ?? needed ?? type;
  return functionsByType().get(name) ?? name;
}

/** The function of the DSL whose result has a type; undefined where none has. */
export function makerOf(type: string): string | undefined {
  if (/^(?:Project|Root)$/.test(type)) return type.toLowerCase();
  const name = functionsByType().get(type);
  return name === undefined || /Properties$/.test(type) ? undefined : name;
}
