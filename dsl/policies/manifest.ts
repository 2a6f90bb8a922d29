import type { Secret } from '../secret.ts';

/**
 * What a stack declares, as policies see it: plain data, with inheritance worked out. Properties go by the names that
 * the author writes, of a chosen option with that of the choice before them: `credentialsProvider.accessKeyId`.
 */
export interface StackManifest {
  readonly stack: string;
  readonly edition: 'on-premises' | 'cloud';
  /** Parents before children, siblings by id; the first is the root, `_Root`. */
  readonly projects: readonly StackProject[];
  /** In the order of their projects, then by key. */
  readonly connections: readonly StackConnection[];
  /** What reaches projects, in layers that they share: `effectiveConnections` puts them together. */
  readonly effectiveSets: readonly StackLayer[];
}

/** A declared project. */
export interface StackProject {
  readonly id: string;
  readonly name?: string | undefined;
  /** The id of its parent; absent of the root. */
  readonly parent?: string | undefined;
  readonly exclusive: boolean;
  /** Index into `effectiveSets`. */
  readonly effective: number;
}

/** A declared connection. No secret is in it, only where each is kept. */
export interface StackConnection {
  /** `<project id>/<key>`. */
  readonly address: string;
  readonly project: string;
  readonly key: string;
  readonly kind: string;
  readonly displayName: string;
  readonly protect: boolean;
  /** Everything that is no secret and no reference, as text; of a choice, the name of its option. */
  readonly properties: Readonly<Record<string, string>>;
  /** Where secrets are kept, by property. */
  readonly secrets: Readonly<Record<string, Secret>>;
  /** Addresses of the connections that it refers to, by property. */
  readonly references: Readonly<Record<string, string>>;
}

/** What joins and what stops at some project. */
export interface StackLayer {
  /** Index of the layer that this one starts from. */
  readonly inherits?: number | undefined;
  /** Addresses. */
  readonly adds: readonly string[];
  readonly hides?: readonly { readonly address: string; readonly because: 'withheld' | 'shadowed' }[] | undefined;
}

/**
 * The connections that a project can use: its own first, then those of the nearest project above it. Withheld and
 * shadowed ones are not among them.
 *
 * @example
 * policy('everybody-hears', {
 *   manifest: (manifest, report) => {
 *     for (const { id } of manifest.projects) {
 *       const hears = effectiveConnections(manifest, id).some(({ kind }) => kind === 'slackConnection');
 *       if (!hears) report.warning(id, 'Nobody in Slack hears of it.');
 *     }
 *   },
 * });
 */
export function effectiveConnections(
  { projects, connections, effectiveSets }: StackManifest,
  project: string,
): readonly StackConnection[] {
  const byAddress = new Map(connections.map((one) => [one.address, one]));
  const hidden = new Set<string>();
  const found: StackConnection[] = [];
  let index = projects.find(({ id }) => id === project)?.effective;
  while (index !== undefined) {
    const layer: StackLayer | undefined = effectiveSets[index];
    for (const address of layer?.adds ?? []) {
      const connection = byAddress.get(address);
      if (connection !== undefined && !hidden.has(address)) found.push(connection);
    }
    for (const { address } of layer?.hides ?? []) hidden.add(address);
    index = layer?.inherits;
  }
  return found;
}
