import type { ProgramModule } from './program-module.ts';
import type { StripTypes } from './strip-types.ts';

/** Code for the engine; undefined where a file cannot be read as what it is. */
export type ModuleCode = string | undefined;

/**
 * The code of a module: own files lose their types and nothing else. Code of packages says when it is loaded, as it may
 * then ask for the time. Nothing here moves a line.
 */
export async function codeOf(module: ProgramModule, strip: StripTypes): Promise<ModuleCode> {
  switch (module.format) {
    case 'typescript': {
      const code = (await strip(module.name, module.text))?.code;
      return code === undefined || module.isOwn ? code : loading(code);
    }
    case 'javascript':
      return module.isOwn ? module.text : loading(withoutHashbang(module.text));
    case 'json':
      return jsonCode(module.text);
    case 'commonjs':
      // What it is made of depends on all that it requires.
      return '';
  }
}

/** The module by which code of packages says that it is being loaded. Own files cannot import it. */
export const loadingName = '<loading>';

/** How a CommonJS file is called by modules to which it is one value, as Node.js has it. */
export const wholeName = (name: string): string => `${name} (whole)`;
export const plainName = (name: string): string => name.replace(/ \(whole\)$/, '');

/**
 * A CommonJS file as a module: what it exports, and by name as far as its text tells. `required` are the modules that it
 * requires, or that are required by what it requires: they have to run first.
 */
export function commonCode(
  { name, exports = [] }: ProgramModule,
  isWhole: boolean,
  required: readonly string[],
): string {
  const names = [...new Set(exports)].filter((one) => isName.test(one) && one !== 'default' && one !== '__esModule');
  return [
    "import { provideModule, requireModule } from '<commonjs>';",
    ...required.map((one, index) => `import * as m${index} from ${JSON.stringify(one)};`),
    ...required.map((one, index) => `provideModule(${JSON.stringify(one)}, m${index});`),
    `const whole = requireModule(${JSON.stringify(name)});`,
    `export default ${isWhole ? 'whole' : 'whole != null && whole.__esModule ? whole.default : whole'};`,
    ...names.map((one, index) => `const v${index} = whole == null ? undefined : whole[${JSON.stringify(one)}];`),
    `export { ${names.map((one, index) => `v${index} as ${one}`).join(', ')} };`,
  ].join('\n');
}

/** A CommonJS file as the function that Node.js makes of it. Its code need not be strict. */
export const commonFunction = (text: string): string =>
  `(function (exports, require, module, __filename, __dirname) {${withoutHashbang(text)}\n})`;

const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function jsonCode(text: string): ModuleCode {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  const names = keys.filter((one) => isName.test(one) && one !== 'default');
  return [
    // As text: in a literal, `__proto__` would be something else.
    `const value = JSON.parse(${JSON.stringify(text)});`,
    'export default value;',
    ...names.map((one, index) => `const v${index} = value[${JSON.stringify(one)}];`),
    `export { ${names.map((one, index) => `v${index} as ${one}`).join(', ')} };`,
  ].join('\n');
}

const withoutHashbang = (text: string): string => text.replace(/^#!/, '//');

const loading = (code: string): string =>
  `import { begin as __plugboardBegin, end as __plugboardEnd } from '${loadingName}';__plugboardBegin();${code}\n;__plugboardEnd();`;
