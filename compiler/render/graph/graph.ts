import type { Change } from '../../model.ts';

/** What is drawn, whatever it is drawn with: projects with what stands in them, and who refers to whom. */
export interface Graph {
  /** Parents before children. */
  readonly projects: readonly GraphProject[];
  readonly connections: readonly GraphConnection[];
  readonly references: readonly GraphReference[];
}

export interface GraphProject {
  readonly id: string;
  readonly name?: string | undefined;
  readonly parent?: string | undefined;
  /** What a plan does with it. */
  readonly action?: Change['action'] | undefined;
}

export interface GraphConnection {
  readonly address: string;
  /** Absent where it is only known that a connection refers to it. */
  readonly project?: string | undefined;
  /** What TeamCity's user interface calls its kind. */
  readonly title: string;
  readonly displayName: string;
  readonly action?: Change['action'] | undefined;
}

/** Addresses of a connection and of the one that it refers to. */
export interface GraphReference {
  readonly from: string;
  readonly to: string;
}
