import { builtInKinds } from '../../kinds/registry.ts';

/** What a stack imports from `plugboard`, whatever it uses of it: a variable of that name would hide it. */
const builders: readonly string[] = [
  ...['custom', 'existing', 'project', 'root', 'secret'],
  ...builtInKinds.all.flatMap(({ name, choices }) => [
    name,
    ...choices.flatMap(({ options }) => options.map((one) => one.name)),
  ]),
];

const keywords =
  'arguments as async await break case catch class console const continue debugger default delete do else enum eval ' +
  'export exports extends false finally for from function get globalThis if implements import in infinity instanceof ' +
  'interface let module nan new null of package private protected public require return set static super switch this ' +
  'throw true try type typeof undefined var void while with yield';

/** Names that no variable of a stack may have. */
export const reservedVariables: readonly string[] = [...builders, ...keywords.split(' ')];

/** Keys that objects have without having them: legal, but a trap for whoever reads the ledger or the manifest. */
export const reservedKeys: readonly string[] = ['prototype', ...Object.getOwnPropertyNames(Object.prototype)];

/** The names of devices, which Windows takes for files of any extension. */
export const reservedFiles: readonly string[] = [
  ...['plugboard', 'shared-connections', 'con', 'prn', 'aux', 'nul'],
  ...['com', 'lpt'].flatMap((port) => Array.from({ length: 10 }, (_, number) => `${port}${number}`)),
];
