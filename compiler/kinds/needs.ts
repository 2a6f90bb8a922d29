import type { DeclaredNeed } from '../model.ts';
import type { Kind } from './kind.ts';
import type { Kinds } from './registry.ts';
import { type Stored, storedOption } from './stored-choice.ts';

/** A connection as far as needs ask about it. */
export interface Offered {
  readonly kind: Kind;
  /** The project that it stands in. */
  readonly project: string;
  readonly stored: Stored;
}

/** Whether a connection is what a need asks for, wherever it reaches. */
export function meets(need: DeclaredNeed, { kind, project, stored }: Offered): boolean {
  if ('use' in need) {
    const isFor = kind.uses.some(({ use, rootOnly }) => use === need.use && (!rootOnly || project === '_Root'));
    return isFor && (need.host === undefined || hostsOf(kind, stored).includes(need.host.toLowerCase()));
  }
  return (
    kind.name === need.kind &&
    Object.entries(need.properties).every(([path, value]) => storedText(kind, path, stored) === value)
  );
}

/** What the author's property holds, as text; what the server takes an absent value for counts. */
function storedText(kind: Kind, path: string, stored: Stored): string | undefined {
  const choice = kind.choices.find((one) => one.path === path);
  if (choice !== undefined) return storedOption(choice, stored)?.name;
  const property = kind.properties.find((one) => one.path === path);
  const value = property && (stored[property.featureProperty] ?? property.default);
  return typeof value === 'string' ? value : undefined;
}

/** The host that a connection is to, without and with its port; none where that cannot be told. */
function hostsOf({ host, properties }: Kind, stored: Stored): readonly string[] {
  if (host?.name !== undefined) return [host.name];
  const property = properties.find(({ featureProperty }) => featureProperty === host?.featureProperty);
  const address = stored[host?.featureProperty ?? ''] ?? property?.default;
  if (typeof address !== 'string') return [];
  const [, name, port = ''] = authority.exec(address.toLowerCase()) ?? [];
  return name === undefined ? [] : [name, `${name}${port}`];
}

/** `https://user@host:port/path`, of which only the host need be there. */
const authority = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/?#]*@)?(\[[^\]]*\]|[^/:?#\s]+)(:\d+)?/;

/** A need in words that follow `no`. */
export function needText(need: DeclaredNeed): string {
  if ('use' in need) {
    return `connection for \`${need.use}\`${need.host === undefined ? '' : ` at \`${need.host}\``}`;
  }
  const values = Object.entries(need.properties).map(([name, value]) => `\`${name}\` \`${value}\``);
  return values.length === 0 ? `\`${need.kind}\`` : `\`${need.kind}\` with ${values.join(' and ')}`;
}

/** What is said of a need that nothing meets; equal for equal needs, wherever it is found out. */
export const unmetText = (need: DeclaredNeed, project: string): string =>
  `No ${needText(need)} reaches project \`${project}\`.`;

/** What to do about a need that nothing meets. */
export function unmetHint(need: DeclaredNeed, project: string, { all }: Kinds): string {
  const where = `in \`${project}\` or in a project above it`;
  if (!('use' in need)) return `Declare a \`${need.kind}\` ${where}.`;
  const able = all.flatMap(({ name, uses }) =>
    uses.filter(({ use }) => use === need.use).map((use) => ({ name, use })),
  );
  const names = able.map(({ name }) => `\`${name}\``).join(', ');
  const isRootOnly = able.length > 0 && able.every(({ use }) => use.rootOnly);
  return `Declare a connection ${isRootOnly ? 'in the root project' : where} that can be used so: ${names}.`;
}
