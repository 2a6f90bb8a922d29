/** How bad it is. Errors stop; warnings and hints do not. */
export type Severity = 'error' | 'warning' | 'hint';

interface CatalogueEntry {
  readonly title: string;
  readonly severity: Severity;
}

/**
 * Every message that Plugboard can give. The first digit says where it comes from: 1 loading the program, 2 one
 * declaration, 3 several declarations, 4 the server or another source of live state, 5 the plan, 6 applying it,
 * 9 a bug of ours. A title holds no names and no values, so that equal faults read alike.
 */
const titles = {
  PB101: 'program not found',
  PB102: 'import cannot be resolved',
  PB103: 'import from outside the stack',
  PB104: 'program threw an error',
  PB105: 'program exports the wrong thing',
  PB106: 'program ran too long',
  PB107: 'program used too much memory',
  PB108: 'syntax error',
  PB109: 'file type cannot be imported',
  PB110: 'wrong program input',
  PB111: 'TypeScript compiler failed',
  PB112: 'file cannot be written',
  PB113: 'port is in use',
  PB114: 'kind file cannot be used',
  PB115: 'kind exists already',
  PB116: 'file exists already',
  PB117: 'left out of the import',
  PB118: 'import is not clean',
  PB119: 'address cannot be listened on',
  PB120: 'not a Git repository',
  PB121: 'Git cannot be used',
  PB122: 'revision does not exist',
  PB123: 'revision is not in the shallow clone',
  PB124: 'project is moved',
  PB125: 'stack is renamed',
  PB126: 'project becomes exclusive',
  PB127: 'protection is removed',
  PB128: 'graph is too large',
  PB201: 'unknown property',
  PB202: 'missing property',
  PB203: 'wrong value',
  PB204: 'secret in plain text',
  PB205: 'wrong key',
  PB206: 'wrong project id',
  PB207: 'unknown kind',
  PB208: 'unknown project',
  PB209: 'wrong stack name',
  PB301: 'needed connection is not available',
  PB302: 'project declared twice',
  PB303: 'project under two parents',
  PB304: 'address used twice',
  PB305: 'referenced connection stands nowhere',
  PB306: 'reference is ambiguous',
  PB307: 'referenced connection does not reach the project',
  PB308: 'two connections with one identity',
  PB401: 'server cannot be reached',
  PB402: 'access token not accepted',
  PB403: 'permission missing',
  PB404: 'project settings not visible',
  PB405: 'not an answer of the TeamCity REST API',
  PB406: 'answer cannot be read',
  PB407: 'server refused the request',
  PB408: 'data directory not found',
  PB409: 'project file cannot be read',
  PB410: 'no live state to compare with',
  PB411: 'snapshot cannot be read',
  PB412: 'server failed',
  PB413: 'server certificate is not trusted',
  PB414: 'certificates are not checked',
  PB415: 'answer is too large',
  PB416: 'proxy makes no connection',
  PB417: 'server is too old',
  PB418: 'too many requests',
  PB501: 'connection exists already',
  PB502: 'parent project does not exist',
  PB503: 'connection to adopt does not fit',
  PB504: 'project is read-only',
  PB505: 'replacement not allowed',
  PB506: 'connection is protected',
  PB507: 'plan file cannot be used',
  PB508: 'ledger cannot be read',
  PB509: 'project stands elsewhere on the server',
  PB510: 'secret to keep does not exist',
  PB511: 'existing connection does not reach the project',
  PB512: 'project id is spelled differently',
  PB513: 'more is destroyed than was approved',
  PB514: 'versioned settings own the project',
  PB515: 'ledger was written for another project',
  PB516: 'ledger file cannot be used',
  PB517: 'ledger on the server and in a file',
  PB518: 'nothing to forget',
  PB519: 'change goes into versioned settings',
  PB601: 'secret is not available',
  PB602: 'change failed',
  PB603: 'server has moved on since the plan',
  PB604: 'changes are left after apply',
  PB605: 'apply not approved',
  PB606: 'apply stopped',
  PB607: 'server cannot be read after apply',
  PB615: 'stack is being applied',
  PB616: 'lock cannot be released',
  PB620: 'permission to change is missing',
  PB901: 'internal error',
} as const;

/** A code of the catalogue. */
export type Code = keyof typeof titles;

const warnings: ReadonlySet<string> = new Set<Code>(['PB117', 'PB124', 'PB125', 'PB126', 'PB127', 'PB414', 'PB515', 'PB519']);

/** Title and severity of every code. */
export const catalogue: Readonly<Record<Code, CatalogueEntry>> = Object.fromEntries(
  Object.entries(titles).map(([code, title]) => [code, { title, severity: warnings.has(code) ? 'warning' : 'error' }]),
) as Record<Code, CatalogueEntry>;
