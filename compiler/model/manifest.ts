import type { KindDocuments } from '../../schemas/kind-document.ts';
import type { DeclaredNeed } from './declared.ts';
import type { Edition, FeatureValue } from './values.ts';

/** Everything that the stack wants, with inheritance worked out. Same program, same bytes. */
export interface Manifest {
  readonly formatVersion: '1.0';
  readonly stack: string;
  readonly edition: Edition;
  /** Parents before children, siblings by id. */
  readonly projects: readonly ManifestProject[];
  /** In the order of their projects, then by key. */
  readonly connections: readonly ManifestConnection[];
  /**
   * Effective sets, each once however many projects share it. A set is what it inherits from another one, without
   * `hides`, and with `adds`: so the manifest grows with projects plus connections, not with their product.
   */
  readonly effectiveSets: readonly EffectiveSet[];
  /** Connections that TeamCity Cloud has in the root project by itself; only under `edition: 'cloud'`. */
  readonly provided?: readonly ProvidedConnection[] | undefined;
  /** Kinds that the stack brings along: whoever has the manifest needs no file of the stack. */
  readonly kinds?: KindDocuments | undefined;
}

/** A connection that nobody declares and nobody owns: the server's own. */
export interface ProvidedConnection {
  /** Its id on the server. */
  readonly id: string;
  readonly kind: string;
  readonly displayName: string;
}

/** One project of a compiled stack. */
export interface ManifestProject {
  readonly id: string;
  readonly name?: string | undefined;
  /** Absent for the root project. */
  readonly parent?: string | undefined;
  readonly exclusive?: true | undefined;
  /** Index into `effectiveSets`. */
  readonly effective: number;
  /** What must reach it; only where something must. */
  readonly needs?: readonly DeclaredNeed[] | undefined;
}

/** The connections that reach some projects, as what differs from another set: thousands of projects share few sets. */
export interface EffectiveSet {
  /** Index of the set that this one starts from; absent where it starts empty. */
  readonly inherits?: number | undefined;
  /** Addresses of connections that join here. */
  readonly adds: readonly string[];
  /** Addresses that stop here: withheld from projects below their own, or shadowed by one of `adds`. */
  readonly hides?: readonly Hidden[] | undefined;
}

/** A connection that does not reach a project although it stands above it, and why. */
export interface Hidden {
  readonly address: string;
  readonly because: 'withheld' | 'shadowed';
  /** The nearer connection, where it is shadowed. */
  readonly by?: string | undefined;
}

/** One connection of a compiled stack, as the server is to store it. It holds no secret, only where each comes from. */
export interface ManifestConnection {
  /** `<project id>/<key>`. */
  readonly address: string;
  readonly project: string;
  readonly key: string;
  readonly kind: string;
  readonly displayName: string;
  /** What the server is to store: feature property -> value, by name. */
  readonly properties: Readonly<Record<string, FeatureValue>>;
  readonly adopt?: string | undefined;
  /** The whole former address. */
  readonly formerly?: string | undefined;
  readonly protect?: true | undefined;
}
